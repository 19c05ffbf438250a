"""`hall init`: a council's files to fill in, each line explained in both languages."""

from pathlib import Path

from hall_server.config import COUNCIL_FILE, ConfigError

_COUNCIL = """\
# Hội đồng và phiên họp này · The council and this sitting
# Sửa tệp này và delegates.csv, rồi chạy: hall serve THƯ_MỤC
# Fill in this file and delegates.csv, then run: hall serve FOLDER

[council]
name = "Hội đồng nhân dân xã Ví Dụ"    # tên đầy đủ · full name
name_en = "People's Council of Vi Du Commune"
level = "commune"                      # province, commune, district, national, other
seats = 15                             # số đại biểu theo luật · seats by law, vacant ones too

[sitting]
# Mỗi phiên họp có một mã riêng; đổi mã là bắt đầu một phiên mới với nhật ký mới.
# Each sitting has its own id; another id begins a new sitting with a new journal.
id = "2026-12-ky-hop-5-phien-1"        # chữ cái không dấu, số, . _ - · plain letters, digits
title = "Kỳ họp thứ 5, phiên khai mạc"
title_en = "Fifth session, opening sitting"
rules = "vn-hdnd"                      # bộ quy tắc (xem: hall rules), hoặc tệp .toml của hội đồng
                                       # rule pack (see: hall rules), or your own .toml file
delegates = "delegates.csv"            # cột: seat,name,group (và id nếu cần)
                                       # columns: seat,name,group (and id where wanted)
# chair_seat = "CT"                    # micrô của chủ tọa: một ghế, hoặc một vị trí dưới đây
                                       # the chair's microphone: a seat, or a place below

# Chương trình · The agenda, one block an item
# minutes: thời gian dự kiến, tính bằng phút · the time it is meant to take
[[agenda]]
title = "Thông qua chương trình kỳ họp"
title_en = "Adoption of the agenda"
minutes = 10

[[agenda]]
title = "Nghị quyết về kế hoạch phát triển kinh tế - xã hội năm 2027"
title_en = "Resolution on the socio-economic plan for 2027"

# Khách mời được phát biểu, không biểu quyết: bỏ dấu # ở đầu dòng để dùng.
# Guests who may speak and have no vote: take the # away to have them. Invented, as all names here.
# id và seat có thể bỏ; không có id thì là g1, g2 … · id and seat may be left out
# [[guests]]
# name = "Hồ Thị Phượng"
# office = "Giám đốc Sở Tài chính"
# office_en = "Director of Finance"
# seat = "K1"                          # ghế có micrô, nếu có · a seat with a microphone, if any
# id = "tai-chinh"

# Micrô không thuộc ghế của ai · Microphones that are nobody's seat
# [[places]]
# seat = "CT"
# name = "Bàn chủ tọa"
# name_en = "The chair's table"

# [[places]]
# seat = "BUC"
# name = "Bục phát biểu"
# name_en = "Rostrum"
"""

_PEOPLE = (
    "Nguyễn Văn An", "Trần Thị Bình", "Lê Minh Châu", "Phạm Quốc Dũng", "Hoàng Thu Giang",
    "Vũ Thanh Hà", "Đặng Ngọc Hùng", "Bùi Thị Lan", "Đỗ Hữu Long", "Ngô Thị Mai",
    "Dương Văn Nam", "Lý Thị Oanh", "Phan Đình Phúc", "Võ Thị Quyên", "Mai Xuân Sơn",
)  # fmt: skip
"""Made-up names: every line is to be replaced."""


def write_council(folder: Path) -> list[Path]:
    """Write `council.toml` and `delegates.csv`; refuse a folder that has one already.

    Raises `ConfigError`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows = [f"{seat},{name},Tổ {1 + (seat - 1) % 3}" for seat, name in enumerate(_PEOPLE, start=1)]
    texts = {COUNCIL_FILE: _COUNCIL, "delegates.csv": "\n".join(["seat,name,group", *rows, ""])}
    for name in texts:
        if (folder / name).exists():
            raise ConfigError(str(folder / name), 0, "", "tệp đã có sẵn", "exists already")
    for name, text in texts.items():
        # With the mark at the start, spreadsheet programs read the CSV as UTF-8.
        encoding = "utf-8-sig" if name.endswith(".csv") else "utf-8"
        (folder / name).write_text(text, encoding=encoding)
    return [folder / name for name in texts]
