"""The commonest words of languages: they tell languages apart, and say nothing about a subject."""

from __future__ import annotations

_LISTS = {
    "en": """the of and to in is that was for it with as his on be at by had not are but from or have an they which one you were
        her all she there would their we him been has when who will more no if out so said what up its about into than them can
        only other new some could time these two may then do first any my now such like our over even most after also did many
        before must through years where much your way well down should because each just those people how too between under last
        year while against during since two says told week month""",
    "de": """der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass
        sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man
        sein wurde sei hatte kann gegen vom können schon wenn habe seine ihre dann unter wir soll ich eines jahr zwei jahren
        diese dieser wieder keine seiner worden will zwischen immer was sagte""",
    "fr": """de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec ou son aux d'un
        cette d'une ont ses mais comme on tout nous sa fait été aussi leur bien peut ces y deux l'on elle même avait être sans
        après ans entre encore était selon lors depuis contre je vous ils dont où s'est n'est qu'il c'est""",
    "es": """de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque esta
        entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese eso
        ante ellos e esto antes algunos qué unos yo otro otras otra él tanto esa estos mucho según dijo fue son era está han ser
        años dos""",
    "pt": """de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou
        ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter seus quem nas me
        esse eles estão você tinha foram essa num nem suas meu às minha têm numa pelos elas disse são segundo anos""",
    "it": """di e il la che in a per un del è non una i le si con da dei nel al alla come più le della anche ma ha gli sono
        delle lo nella ai se su dal o ed degli dalla questo loro era tra ci tutti due sua essere stato dopo così molto suo
        alle contro anni ancora quando fra hanno cui nei fino prima stata stati sui sul secondo l'ha dell'""",
    "nl": """de van een het en in is dat op te zijn met voor niet aan er om ook als bij maar door uit nog naar heeft hij werd
        dan over wordt of die ze worden hebben kan meer tot had geen hun haar was al zo wel jaar deze tegen onder twee na
        moet zou zich dit volgens we wat""",
    "sv": """och i att det som en på är av för med den till inte har de om ett var men jag sig så kan man när nu från vid
        efter skulle kommer eller hade under också ut över mot ska bara blir mycket där detta vi alla inom säger år""",
    "da": """og i at det er en til af på den for med der som de ikke har et fra ved var men han vil kan om eller også efter
        blev sig så når skal havde over være ud mod bliver mere hun år hvor siger kun nu jeg flere""",
    "no": """og i å det er en til av på den for med som de ikke har et fra ved var men han vil kan om eller også etter ble seg
        så når skal hadde over være ut mot blir mer hun år hvor sier bare nå jeg flere""",
    "fi": """ja on ei että se hän oli joka ovat mutta myös kun niin mukaan sen ole kuin ollut jos sitä hänen vain mitä nyt jo
        olisi tai vuoden jälkeen kanssa vielä sekä joten kertoo noin ennen""",
    "pl": """w i z na się do nie że to o jest za od po jak przez dla które był ze co który przy także czy tym jego są oraz ale
        lub roku już tego jej tylko może być było więcej jako nad pod między była które lat sobie ich a po go bardzo kiedy""",
    "cs": """a v se na že je s z do o i to k ve pro za by ale si po jako podle od jsou jeho který také už před byl bylo která
        které až při nebo aby jen roku co ze svou tak jak není byla než""",
    "sk": """a v sa na že je s z do o i to k vo pre za by ale si po ako podľa od sú jeho ktorý tiež už pred bol bolo ktorá
        ktoré až pri alebo aby len roku čo zo tak nie bola než""",
    "hu": """a az és hogy nem is egy ez volt meg csak de már mint ha el van lehet még azt ki kell vagy pedig majd minden
        szerint után amely aki között""",
    "ro": """de și în a la cu pe că din pentru este o nu un care au fost mai al ca sau prin după dar ce cel lui fi să între
        sunt ale său era unei unui fost""",
    "hr": """i u je na se da su za od s a o kao ne što koji će koja iz po bi ali do nije koje ili je bio već biti samo prema
        nakon još kako više""",
    "tr": """ve bir bu için ile da de olarak çok daha gibi olan en kadar sonra ise o ne var olduğu tarafından göre her iki ya
        ancak olduğunu ama değil yeni etti oldu dedi yıl ki mi""",
    "id": """yang dan di dengan untuk pada dari ini itu dalam tidak akan ke adalah juga oleh telah mereka ada sebagai karena
        atau bisa dia para saat lebih tersebut dapat hari menjadi tahun sudah kata lain secara antara bahwa namun kami""",
    "vi": """và của là có được trong cho không các một người những với đã này đến khi từ để như về ra vào cũng tại năm sẽ
        nhiều trên phải theo ông đó sau""",
    "ca": "de la i que el en a les els del un per una amb al no es va són ha més com però dels pel és seva seu també aquest",
    "tl": "ang ng sa na mga at ay si ni para ito hindi may kay nang mula isang kanyang siya",
    "sw": "na ya wa kwa ni katika za la kuwa cha hiyo huo hii yake baada alisema",
    "lt": "ir į kad su iš yra tai kaip bet buvo apie už po per nuo dėl tik jau ne metų",
    "lv": "un ir ar no kas par ka uz to bet arī pēc tika gadā vai kā",
    "et": "ja on ei et see ka oli mis kui ta oma aga või kes nii pärast",
    "sl": "in je v na se da za so z ki bi po s pa ne o kot tudi je bil do iz ter",
    "sq": "dhe në të e i me për një që nga si është ka më nuk",
}

_OTHER_SCRIPTS = {
    "ru": """и в не на я что тот быть с а весь это как она по но они к у ты из мы за вы так же от сказать этот который бы
            о он было был были для до или при его её их том уже если только также после чтобы где еще ещё когда может более во
            со об под над без между через""",
    "uk": """і в не на що з та у до як за це він від по але про для його який було вони був також після або вже якщо її їх
            щоб при те ще коли може більше зі""",
    "ar": """في من على إلى أن عن مع هذا هذه التي الذي ما لا كان كانت قد وقد كما بعد بين ذلك أو و ثم لم لن هو هي إن قال
            حول خلال منذ عند حتى كل أي""",
    "fa": "و در به از که این را با است برای آن یک تا بر هم خود بود شد می شده های نیز اما",
    "hi": """के में की है और को से का ने पर कि यह हैं एक था भी तो इस हो कर नहीं लिए थे वह जो या गया थी अपने कहा साथ बाद
            उन्होंने किया रहा""",
    "mr": "आहे आणि या मध्ये ते हे की च्या होते नाही आहेत केली केले म्हणाले असे मात्र त्यांनी येथे करण्यात",
    "ne": "छ छन् र को मा ले लाई हो थियो भने गरेको भएको यो पनि गर्न तथा उनले बताए",
    "bg": "и на в да се от за с е не по са като това които ще към след че бе до при или така което",
    "sr": "и у је на да се за од су са о као не који што ће из по али до није или је био",
    "mk": "и на во да се од за со е не по се како што кои ќе дека беше до при или",
    "be": "і ў не на што з да як за гэта па для ад было якія яго таксама пасля",
    "ko": "이 그 및 등 것 수 있다 있는 한 했다 또 위해 대한 그리고 하지만 고 는",
    "el": "και το η ο του της την στο τα να με για από στην που δεν είναι οι των θα σε",
    "he": "של את על לא הוא היא עם כי זה גם או אם אל בין אחרי כל היה",
}

FUNCTION_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split()) for language, words in {**_LISTS, **_OTHER_SCRIPTS}.items()
}


def function_words(language: str) -> frozenset[str]:
    """The words of `language` that say nothing about a subject; empty for a language not listed."""
    return FUNCTION_WORDS.get(language, frozenset())
