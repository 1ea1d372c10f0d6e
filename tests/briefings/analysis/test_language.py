"""The language of a text, by letters, words, and at last the model."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.analysis.language import detect

SENTENCES = {
    "en": "The finance ministry said on Thursday that it would lower the tax on bread.",
    "de": "Das Finanzministerium teilte am Donnerstag mit, dass die Steuer auf Brot sinken wird.",
    "fr": "Le ministère des finances a annoncé jeudi que la taxe sur le pain serait réduite.",
    "es": "El ministerio de Hacienda anunció el jueves que bajará el impuesto sobre el pan.",
    "pt": "O ministério das Finanças anunciou na quinta-feira que vai reduzir o imposto sobre o pão.",
    "it": "Il ministero delle finanze ha annunciato giovedì che ridurrà la tassa sul pane.",
    "nl": "Het ministerie van Financiën heeft donderdag gezegd dat de belasting op brood omlaag gaat.",
    "sv": "Finansdepartementet meddelade på torsdagen att skatten på bröd ska sänkas nästa år.",
    "da": "Finansministeriet oplyste torsdag, at afgiften på brød bliver sat ned fra næste år.",
    "fi": "Valtiovarainministeriö kertoi torstaina, että leivän veroa alennetaan ensi vuonna.",
    "pl": "Ministerstwo finansów ogłosiło w czwartek, że obniży podatek od chleba.",
    "cs": "Ministerstvo financí ve čtvrtek oznámilo, že sníží daň z chleba od příštího roku.",
    "hu": "A pénzügyminisztérium csütörtökön közölte, hogy csökkenti a kenyér adóját.",
    "ro": "Ministerul de finanțe a anunțat joi că va reduce taxa pe pâine de anul viitor.",
    "tr": "Maliye bakanlığı perşembe günü ekmekten alınan verginin düşürüleceğini açıkladı.",
    "id": "Kementerian keuangan mengatakan pada hari Kamis bahwa pajak roti akan diturunkan.",
    "vi": "Bộ tài chính cho biết hôm thứ năm rằng thuế đánh vào bánh mì sẽ được giảm.",
    "ru": "Министерство финансов сообщило в четверг, что налог на хлеб будет снижен.",
    "uk": "Міністерство фінансів повідомило у четвер, що податок на хліб буде знижено.",
    "bg": "Министерството на финансите съобщи в четвъртък, че данъкът върху хляба ще бъде намален.",
    "el": "Το υπουργείο οικονομικών ανακοίνωσε την Πέμπτη ότι θα μειώσει τον φόρο στο ψωμί.",
    "he": "משרד האוצר הודיע ביום חמישי כי המס על הלחם יופחת.",
    "ar": "أعلنت وزارة المالية يوم الخميس أنها ستخفض الضريبة على الخبز.",
    "fa": "وزارت دارایی روز پنجشنبه اعلام کرد که مالیات نان کاهش می‌یابد و گزارش پایان یافت.",
    "ur": "وزارت خزانہ نے جمعرات کو کہا کہ روٹی پر ٹیکس کم کیا جائے گا۔",
    "hi": "वित्त मंत्रालय ने गुरुवार को कहा कि रोटी पर कर घटाया जाएगा।",
    "mr": "अर्थ मंत्रालयाने गुरुवारी सांगितले की ब्रेडवरील कर कमी करण्यात येणार आहे आणि ते लवकर होईल.",
    "bn": "অর্থ মন্ত্রণালয় বৃহস্পতিবার জানিয়েছে রুটির উপর কর কমানো হবে।",
    "ta": "ரொட்டி மீதான வரி குறைக்கப்படும் என்று நிதி அமைச்சகம் தெரிவித்தது.",
    "th": "กระทรวงการคลังกล่าวเมื่อวันพฤหัสบดีว่าจะลดภาษีขนมปัง",
    "ko": "재무부는 목요일에 빵에 대한 세금을 낮추겠다고 밝혔다.",
    "ja": "財務省は木曜日、パンにかかる税金を引き下げると発表した。",
    "zh": "财政部周四表示，将降低面包税。",
    "ka": "ფინანსთა სამინისტრომ ხუთშაბათს განაცხადა, რომ პურის გადასახადი შემცირდება.",
    "hy": "Ֆինանսների նախարարությունը հինգշաբթի օրը հայտնեց հացի հարկի մասին։",
}


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_one_sentence_is_enough(language: str, sentence: str) -> None:
    assert detect(sentence, default="xx") == language


@pytest.mark.parametrize("text", ["", "1234 — 56", "OK", "Hotel Metropol", "BBC"])
def test_too_few_letters_inherit(text: str) -> None:
    assert detect(text, default="pl") == "pl"


def test_a_short_line_inherits_unless_it_is_clearly_another_language() -> None:
    assert detect("Rex Tillerson in Manila", default="fr") == "fr"
    assert detect("Ne olduğunu kimse bilmiyor şimdi", default="en") == "tr"
    assert detect("Кремль ответил", default="uk") == "uk"
    assert detect("Кремль ответил", default="en") == "ru"


def test_brands_in_latin_letters_do_not_outweigh_the_script() -> None:
    assert detect("삼성전자는 새 Galaxy Z Fold와 Galaxy Buds를 공개했다고 밝혔다", default="en") == "ko"
    assert detect("苹果公司发布 iPhone 与 MacBook Pro 新产品，价格上涨", default="en") == "zh"


def test_most_texts_are_told_without_the_model() -> None:
    code = (
        "import sys; from briefings.analysis.language import detect; from briefings.analysis import summary, events, duplicates\n"
        f"assert [detect(t) for t in {[SENTENCES[k] for k in ('ko', 'ja', 'zh', 'th', 'hi', 'ar', 'el', 'he')]!r}]\n"
        f"assert detect({SENTENCES['en'] * 3!r}) == 'en'\n"
        "assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@given(st.text(max_size=200))
def test_any_text_has_a_language(text: str) -> None:
    assert detect(text, default="en")
