//! What a session may do: the role of the person, and the units the session is for.
//!
//! Says what is allowed and nothing else: who the person is, how that is known, and who asks is for others.
//! What a session for some units may see and write is worked out in [`scope`](super::scope).

use super::{data::Data, record::Id, words::choice};

choice! {
    /// What a person does with the register.
    Role {
        #[default]
        Viewer = "viewer", "Chỉ xem", "Viewer";
        Editor = "editor", "Cập nhật", "Editor";
        Admin = "admin", "Quản trị", "Administrator";
    }
}

/// Which part of the register a session is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// All of it.
    Whole,
    /// Some units with everything under them, each named by its id or its code.
    Units(Vec<String>),
}

/// Role and scope. There is no default: whoever gives rights says which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permit {
    /// What the person does.
    pub role: Role,
    /// What the session is for.
    pub scope: Scope,
}

/// Why somebody may not do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Forbidden {
    /// The session is for looking only.
    #[error("a viewer changes nothing")]
    ViewOnly,
    /// Only an administrator of the whole register may do it.
    #[error("for administrators of the whole register only")]
    AdminOnly,
    /// It touches what the session is not for.
    #[error("outside the scope of this session")]
    OutOfScope,
}

/// A scope that names no unit of the register, or several by one code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}: no such unit, or several")]
pub struct NoSuchUnit(pub String);

impl Role {
    /// Whether it may change records.
    pub fn may_edit(self) -> bool {
        match self {
            Self::Viewer => false,
            Self::Editor | Self::Admin => true,
        }
    }
}

impl Permit {
    /// Of somebody with an account of their own: the rights are those of the files.
    pub fn everything() -> Self {
        Self { role: Role::Admin, scope: Scope::Whole }
    }

    /// To see nothing and to do nothing.
    pub fn nothing() -> Self {
        Self { role: Role::Viewer, scope: Scope::Units(Vec::new()) }
    }

    /// Whether the session may change records at all.
    pub fn edit(&self) -> Result<(), Forbidden> {
        if self.role.may_edit() { Ok(()) } else { Err(Forbidden::ViewOnly) }
    }

    /// Whether the session may do what concerns the whole register: its office, its files, backups, the making
    /// of a new one, the check of its log. Every command for administrators asks this.
    pub fn administer(&self) -> Result<(), Forbidden> {
        match (self.role, &self.scope) {
            (Role::Admin, Scope::Whole) => Ok(()),
            (Role::Admin, Scope::Units(_)) | (Role::Viewer | Role::Editor, _) => Err(Forbidden::AdminOnly),
        }
    }
}

impl Scope {
    /// The units it is for, as ids; none means the whole register.
    pub fn roots(&self, data: &Data) -> Result<Option<Vec<Id>>, NoSuchUnit> {
        match self {
            Self::Whole => Ok(None),
            Self::Units(names) => {
                names.iter().map(|name| unit(data, name)).collect::<Result<_, _>>().map(Some)
            }
        }
    }
}

/// A unit by its id, else by a code that no other unit has.
fn unit(data: &Data, name: &str) -> Result<Id, NoSuchUnit> {
    if let Some(unit) = Id::new(name).ok().and_then(|id| data.unit(&id)) {
        return Ok(unit.id.clone());
    }
    let mut coded = data.units().values().filter(|unit| !name.is_empty() && unit.code == name);
    match (coded.next(), coded.next()) {
        (Some(unit), None) => Ok(unit.id.clone()),
        (None, _) | (Some(_), Some(_)) => Err(NoSuchUnit(name.to_owned())),
    }
}
