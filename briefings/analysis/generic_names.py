"""Words that names of many places, houses and people have in common, as they stand there with a capital letter.

Lake Kivu and Lake Volta are two places though they share a word. Only languages are here that give these words a capital
within a name.
"""

from __future__ import annotations

from briefings.analysis.words import stem

_GENERIC = """
lake river mount mountain sea ocean gulf bay strait channel island cape beach valley desert hill peak canal falls
city town village county province state district region territory republic kingdom island north south east west
northern southern eastern western central upper lower greater new old great saint san santa santo são los las el la
port airport station bridge street road avenue square park stadium tower mall hotel prison
university college school institute hospital clinic museum church cathedral mosque temple
bank court ministry parliament senate congress council committee commission department agency police army navy
minister president king queen prince pope bishop general
universidad banco corte ministerio puerto monte isla nueva nuevo
université hôpital banque cour ministère port mont saint sainte nouvelle
universität klinikum krankenhaus gericht bundesgericht ministerium bad sankt flughafen bahnhof hochschule
università ospedale banca corte ministero porto monte universidade tribunal ministério novo nova
uniwersytet szpital sąd nowy nowa wielki wielka üniversitesi hastanesi limanı gölü nehri dağı ilçesi havalimanı
danau sungai gunung pulau teluk selat kota kabupaten provinsi universitas rumah sakit bandara pelabuhan
северный северная северное южный южная южное восточный восточная западный западная новый новая новое
великий великая верхний верхняя нижний нижняя большой большая старый старая
"""

STEMS = frozenset(map(stem, _GENERIC.split()))
"""Their stems, as `words.stem` makes them."""
