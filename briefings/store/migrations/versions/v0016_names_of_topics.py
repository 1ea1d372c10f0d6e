"""Topics have names and descriptions for readers of other languages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

_LOCAL = (
    (
        "us-russia",
        "US–Russia",
        "Relations between Washington and Moscow: diplomacy, sanctions, arms control and espionage.",
        {"ru": "США – Россия", "ko": "미국·러시아", "es": "EE. UU.–Rusia", "ar": "أمريكا – روسيا"},
        {
            "ru": "Отношения Вашингтона и Москвы: дипломатия, санкции, контроль над вооружениями и шпионаж.",
            "ko": "워싱턴과 모스크바의 관계: 외교, 제재, 군비 통제, 첩보전.",
            "es": "Las relaciones entre Washington y Moscú: diplomacia, sanciones, control de armas y espionaje.",
            "ar": "العلاقات بين واشنطن وموسكو: الدبلوماسية والعقوبات والحد من التسلح والتجسس.",
        },
    ),
    (
        "north-korea",
        "North Korea",
        "Pyongyang: its leadership, weapons, sanctions, and talks with its neighbours.",
        {"ru": "Северная Корея", "ko": "북한", "es": "Corea del Norte", "ar": "كوريا الشمالية"},
        {
            "ru": "Пхеньян: власть, оружие, санкции и переговоры с соседями.",
            "ko": "평양: 지도부, 무기, 제재, 주변국과의 대화.",
            "es": "Pionyang: sus dirigentes, sus armas, las sanciones y el diálogo con sus vecinos.",
            "ar": "بيونغ يانغ: قيادتها وأسلحتها والعقوبات ومحادثاتها مع جيرانها.",
        },
    ),
)
"""The topics that a house began with: slug, name, description; then names and descriptions by language."""


def upgrade() -> None:
    """Adds the column; a topic that was not renamed gets its names, and descriptions if it has its own still."""
    op.add_column("topics", sa.Column("local", sa.JSON(), nullable=False, server_default="{}"))
    topics = sa.table(
        "topics", *(sa.column(name) for name in ("slug", "name", "description")), sa.column("local", sa.JSON)
    )
    for slug, name, description, names, descriptions in _LOCAL:
        here = (topics.c.slug == slug) & (topics.c.name == name)
        told = here & (topics.c.description == description)
        for which, those in ((here, {}), (told, descriptions)):
            op.execute(sa.update(topics).where(which).values(local={"names": names, "descriptions": those}))
