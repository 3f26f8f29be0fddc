//! STAND-IN until the store lands.

use std::path::Path;

use serde_json::{Map, Value};

use super::{Done, Exit, Stop, out, settings::Settings};
use crate::{
    domain::{
        data::Data,
        office::Office,
        record::{Described, Id, Kind},
        words::Lang,
    },
    text::{cli as words, shown::shown},
};

pub(super) fn read(settings: &Settings) -> Result<Data, Stop> {
    let path = settings.register()?;
    let name = path.display().to_string();
    let bytes =
        std::fs::read(&path).map_err(|_| Stop::say(words::no_register(settings.lang, shown(&name))))?;
    let map: Map<String, Value> = serde_json::from_slice(&bytes)
        .map_err(|e| Stop::say(words::cannot_read(settings.lang, shown(&name), e)))?;
    let mut data = Data::new(Office::blank(Id::office()));
    for kind in Kind::ALL {
        match map.get(kind.code()) {
            Some(Value::Array(all)) => {
                for r in all {
                    data.put(kind.read(r.clone()).map_err(|e| Stop::say(e.to_string()))?)
                }
            }
            Some(other) => data.put(kind.read(other.clone()).map_err(|e| Stop::say(e.to_string()))?),
            None => {}
        }
    }
    Ok(data)
}

pub(super) fn must_be_new(path: &Path, lang: Lang) -> Result<(), Stop> {
    if path.symlink_metadata().is_ok() {
        return Err(Stop::say(words::already_there(lang, shown(&path.display().to_string()))));
    }
    Ok(())
}

pub(super) fn create(path: &Path, data: &Data, settings: &Settings) -> Result<(), Stop> {
    let mut map = Map::new();
    for kind in Kind::ALL {
        let all: Vec<Value> = data
            .ids(*kind)
            .iter()
            .filter_map(|id| data.record(*kind, id))
            .map(|r| Value::Object(r.to_json()))
            .collect();
        map.insert(kind.code().to_owned(), if *kind == Kind::Office { all[0].clone() } else { all.into() });
    }
    std::fs::write(path, Value::Object(map).to_string())
        .map_err(|e| Stop::say(words::cannot_write(settings.lang, path.display(), e)))
}

pub(super) fn schema() -> Done {
    out::print("{}\n").map(|()| Exit::Fine)
}
