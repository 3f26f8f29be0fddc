//! Tables that each number their rows from 1.

use chibo::domain::check::check;

use super::*;

/// Units, members, villages and transfers, each with the ids 1, 2 …; the third unit is cell and village alike.
fn numbered() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let files = [
        (
            "to_chuc_dang.csv",
            "id,ten,cap,loai,khoi,cap_tren,ma_xa,thon,ngay_thanh_lap,trang_thai,ngay_thoi_hoat_dong,ke_tiep,so_dang_vien\n\
             1,Đảng bộ huyện X,huyen,Đảng bộ huyện,Huyện,,,,,hoat_dong,,,3\n\
             2,Đảng bộ xã A,truc_thuoc,Đảng bộ cơ sở,\"Xã, thị trấn\",1,00001,,,hoat_dong,,,3\n\
             3,Chi bộ thôn 1,chi_bo,Chi bộ trực thuộc,\"Xã, thị trấn\",2,00001,1,,hoat_dong,,,1\n\
             4,Chi bộ thôn 2,chi_bo,Chi bộ trực thuộc,\"Xã, thị trấn\",2,00001,3,,hoat_dong,,,2\n",
        ),
        (
            "dang_vien.csv",
            "id,ho_ten,gioi_tinh,ngay_sinh,ma_dan_toc,dan_toc,ngay_vao_dang,ngay_chinh_thuc,trang_thai,chi_bo\n\
             1,Nguyễn Văn Một,Nam,1960,01,Kinh,3/2/1990,3/2/1991,chinh_thuc,3\n\
             2,Trần Thị Hai,Nữ,1970,01,Kinh,3/2/2000,3/2/2001,chinh_thuc,4\n\
             m-2,Lê Văn Ba,Nam,1971,01,Kinh,3/2/2000,3/2/2001,chinh_thuc,4\n",
        ),
        (
            "thon.csv",
            "id,ten,loai,ma_xa,chi_bo,bi_thu,truong_thon,truong_thon_ten,la_dang_vien,nhat_the_hoa,ngay_nhat_the,du_kien\n\
             1,Thôn 1,Thôn,00001,3,1,1,Nguyễn Văn Một,1,1,2016-01-01,\n\
             3,Thôn 2,Thôn,00001,4,2,m-2,Lê Văn Ba,1,0,,\n",
        ),
        (
            "cap_uy.csv",
            "to_chuc,dang_vien,chuc_vu,nhiem_ky,tu_ngay\n3,1,Bí thư,,2015-05-01\n4,2,Bí thư,,2015-05-01\n",
        ),
        (
            "chuyen_sinh_hoat.csv",
            "id,dang_vien,tu_chi_bo,den_chi_bo,ngay,hinh_thuc\n1,2,3,4,2016-01-01,\n2,m-2,3,4,2016-01-01,\n",
        ),
        (
            "ket_nap_2018.csv",
            "dang_vien,ho_ten,chi_bo,so_quyet_dinh,ngay_quyet_dinh,ngay_ket_nap\n1,Nguyễn Văn Một,3,7-QĐ,1990-01-20,1990-02-03\n",
        ),
        (
            "chuc_danh_kiem_nhiem.csv",
            "id,chuc_danh_dang,chuc_danh_kiem,dang_vien\n1,Trưởng ban A,Trưởng phòng B,1\n2,Trưởng ban A,Chánh C,1\n",
        ),
        ("to_tang_cuong.csv", "id,ten,to_truong,dia_ban,ngay_thanh_lap\n1,Tổ 1,2,00001,\n"),
        ("to_tang_cuong_thanh_vien.csv", "to,dang_vien,vai_tro\n1,2,Tổ trưởng\n1,1,\n"),
        ("sinh_hoat_chi_bo.csv", "id,chi_bo,ngay,to_tang_cuong,nguoi_du\n1,3,2018-01-03,1,2\n"),
    ];
    for (file, text) in files {
        fs::write(dir.path().join(file), text).unwrap();
    }
    dir
}

#[test]
fn tables_that_each_begin_at_1_give_records_with_ids_of_their_own() {
    let (data, report) = read(numbered().path());
    assert_eq!(report.problems, []);
    let mut all: Vec<Id> = Kind::ALL.iter().flat_map(|kind| data.ids(*kind)).collect();
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count, "no id is that of two records");
    let ids = |kind| data.ids(kind).iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(ids(Kind::Unit), ["1", "2", "3", "4"]);
    assert_eq!(ids(Kind::Member), ["m-1", "m-2", "m-m-2"], "one that looks like a made one is another");
    assert_eq!(ids(Kind::Village), ["v-1", "v-3"]);
    assert_eq!(data.village(&id("v-3")).unwrap().code, "3", "the office's own number stays");
    let standing = on(&data, "2018-01-01");
    assert_eq!(standing.unified(), (2, 1));
    assert_eq!(standing.village(&id("v-1")).unwrap().state, VillageState::Unified);
    let split = standing.village(&id("v-3")).unwrap();
    assert_eq!(split.head.as_ref().unwrap().name, "Lê Văn Ba");
    assert_eq!(split.secretary.as_ref().unwrap().name, "Trần Thị Hai");
    assert_eq!(data.positions().len(), 3, "a post two rows name is one post");
    assert_eq!(data.terms().values().filter(|t| t.post == Post::Holder).count(), 3);
    assert!(data.pairs().keys().all(|pair| standing.pair(pair).unwrap().state == PairState::Unified));
    assert_eq!(data.assignments().len(), 3, "the leader, a member and a commune");
    let meeting = data.meetings().values().next().unwrap();
    let links = [&meeting.unit, &meeting.team, &meeting.attended_by].map(|id| id.clone().unwrap());
    assert_eq!(links, [id("3"), data.ids(Kind::Team)[0].clone(), id("m-2")]);
    let structural: Vec<_> = check(&standing).into_iter().filter(|f| f.rule.code.starts_with('S')).collect();
    assert!(structural.iter().all(|finding| finding.rule.code == "S06"), "{structural:?}");
}
