"""What a site says to its readers in, by language: the words of `voice`.

A star stands for any ending, `_` for a space; other words are whole. `you` and `us` are who speaks and who is spoken to, `do` are
orders that stand first, `own` the words of the trade that few stories use, `of` those that many do, `this` what the text calls
itself, `told` what is of people a story tells of, `note` what a site alone says, whoever it speaks to.
"""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """The words of one language, parted by spaces."""

    you: str
    us: str
    do: str
    own: str
    of: str
    this: str
    told: str
    note: str


ANYWHERE = """newsletter* cookie* whatsapp* javascript paypal patreon login rss adblock* spotify wifi html5 captcha"""
"""Words of the trade in every language."""

WORDS = {
    "en": Words(
        you="you your yours yourself you're you've you'll you'd",
        us="we our us ours we're we've we'll",
        do="""reach subscribe sign_up sign_in signup log_in register join follow download get receive share support donate become turn_on enable
            click tap read watch listen check_out discover explore visit browse save try unlock upgrade create write_to write_us send tell
            email contact let_us let_the help_us add choose manage update unsubscribe stay keep never_miss don't_miss want enjoy* like love open copy do_you_need copy/paste
            already please thanks_for thank_you welcome see_more scan vote comment leave_a submit chip_in start continue buy republish cancel got
            have_a have_you do_you did_you what_do_you spotted found_a report_a learn_more find_out view go_to opt_out sponsored need_a""",
        own="""our_reporting our_journalism our_newsroom our_readers privacy licensing reach_her_at reach_him_at reach_them_at our_partners kindle e-paper epaper unlimited solely_responsible breaking_news round-up daily_briefing pop-up consented recaptcha sign-ups third_parties advert adverts inbox mailbox subscri* unsubscri* paywall* notification* ad-block* ad_block* browser* sign-up log-in password* privacy_policy
            terms_of_use terms_of_service push_alert* mailing_list membership* newsroom journalism moderated copyright* reproduc* republish*
            syndicated e-mail_address email_address affiliate_link* earn_a_commission reader-supported reader-funded text-to-speech web_page
            earlier_version previous_version went_wrong try_again error_has_occurred signing_up logged_in modal_window failed_to_load not_loaded ai-generated ai_generated contributed_to free_article* full_story full_article open-access icon* button* video_embed embed_link in_gallery signed_up special_report confidential reading_list bookmark* autoplay embed* faq""",
        of="""online agencies device devices message messages podcasts responsible requested gallery insights bell free trouble newscast on_air online reports fact-check* charities sign-in subscription* permission loading subject_to article* story stories sharing member's unavailable account* profile* app apps comment* page* site* website* email* e-mail* edition* episode* reader* reading
            editor* member* reporting reporter* journalis* coverage author authors author's writer* content ad ads advert* video* audio link* version* alert*
            channel* feed free donat* contribution contributions support mistake* error* typo* correction* translat* publish* newspaper* paper
            magazine* issue headline* news latest trial access device* setting* feedback survey tip tips opinion* partner* terms consent
            preference* podcast* archive* purchase* licen* editorial photo* post posts facebook twitter instagram telegram
            google bulletin* listen* read community morning updates outdated chat""",
        this="this these comments_below",
        told="said says told he she his her him they their them its announced according",
        note="""may_include_material material_from_other fields_are_required required_fields catch_all_the we_acknowledge_the_traditional acknowledge_aboriginal traditional_custodians attachments_are_confidential mailing_address_is thanks_for_reading thank_you_for_reading click_here click_to_enlarge tap_here follow_us join_us contacting_us sign_up_for stay_up_to_date get_the_latest what_you_need_to_know all_rights_reserved comments_are_moderated moderates_comments not_been_moderated ai-generated_summar* ai_generated_summar* an_error_has_occurred something_went_wrong contributed_to_this
            an_earlier_version_of_this in_an_earlier_version editor's_note: views_expressed opinions_expressed privacy_notice t&cs_apply licensing_rights may_not_be_reproduced without_prior_written
            terms_of_service_apply writers_contributed videojournalist_contributed reporting_by not_a_subscriber already_a_subscriber already_a_member not_available_in this_site_is_protected""",
    ),
    "es": Words(
        you="tu tus te ti usted ustedes su_correo su_cuenta su_suscripción su_experiencia quieres puedes tienes sus_datos le_quedan",
        us="nos nosotros nuestro nuestra nuestros nuestras utilizamos usamos publicamos agradecemos recibimos",
        do="""enterate recibí suscribite seguí compartí comentá mirá leé escuchá sumate anotate escuche lea vea mire siga descargue accede si_continúas por_menos_de listo gracias_por recib* regístra* registr* suscríb* suscrib* descarg* apoya hazte únete escríb* síg* sigue sígue* comparte compártel* activa lee
            mira escucha inicia accede consulta comenta deja ayúda* danos cuéntan* envía* haz pulsa crea apúnta* disfruta gracias bienvenid*
            si_quieres quieres te_ha has_visto has_encontrado has_leído""",
        own="""suscripción* newsletters leernos suscri* boletín* notificaci* contraseña* navegador* correo_electrónico tu_correo periodismo versión_anterior exclusivo_para
            derechos_reservados reproducción_total política_de_privacidad bandeja_de_entrada hazte_socio iniciar_sesión""",
        of="""mail dispositivo usuario entrevista aquí en_vivo radio lee facebook twitter instagram telegram google tiktok youtube escríb* trabajo reportero* artículo* escríb* noticia* cuenta* comentario* página* sitio* web edición* episodio* lector* leer leyendo redac* socio* autor* contenido* publicidad
            anuncio* vídeo* video* enlace* versión* alerta* canal* gratis gratuit* donaci* apoy* error* correcci* traduc* publicad* periódico* diario
            app aplicaci* correo* email* perfil* periodis* reportaj* texto nota cerrados exclusiv* opini* lectura""",
        this="este esta estos estas",
        told="dijo él ella ellos ellas según afirmó explicó informó",
        note="es_redactora_de es_redactor_de campos_obligatorios síguenos tiempo_de_lectura todos_los_derechos prohibida_su_reproducción prohibida_la_reproducción quiero_recibir gracias_por_leer* fe_de_errores te_puede_interesar has_visto_un_error",
    ),
    "fr": Words(
        you="vous votre vos",
        us="nous notre nos",
        do="activez recevez créez soutenez écrivez téléchargez inscrivez abonnez suivez partagez rejoignez lisez regardez écoutez activez merci bienvenue déjà vous_avez envie découvrez je_m'abonne s'abonner",
        own="""inscri* abonné* abonne* lettre_d'information notification* mot_de_passe navigateur* boîte_mail adresse_e-mail adresse_mail journalisme
            tous_droits droits_réservés reproduction* version_précédente accès_libre réservé_aux boîte_de_réception données_personnelles""",
        of="""appareil message globe champ* utilisateur* facebook twitter instagram telegram google tiktok youtube l'application l'article l'actualité appli* application* article* compte* commentaire* page* site* édition* épisode* lecteur* lecture lire rédaction* journalist* membre* auteur* contenu* publicité* annonce* vidéo*
            lien* version* alerte* chaîne* gratuit* don dons soutien erreur* correction* tradui* traduction* publié* journal e-mail* mail appli application* profil* offre*
            actualité* fermés paru reportage* information*""",
        this="ce cet cette ces",
        told="il elle ils elles selon a-t-il a-t-elle déclaré ses sa son leur",
        note="champs_obligatoires lecture_du s'affichera_sur temps_de_lecture toute_reproduction tous_droits_réservés réservé_aux_abonnés il_vous_reste merci_de_nous cet_article_est_réservé",
    ),
    "de": Words(
        you="Ihr Ihre Ihrem Ihren Ihrer Sie Ihnen dein deine deinen du dich dir euch",
        us="wir uns unser unsere unserem unseren unserer unseres",
        do="abonniere* folg* teile* melde* lies lesen_sie hol jetzt schon registriere* lade unterstütze* werde* willkommen danke vielen_dank hat_ihnen schreib* hinweis",
        own="""kontaktformular pflichtfeld* abonn* postfach abo passwort* browser* mitteilung* benachrichtigung* kommentarfunktion journalismus e-mail-adresse* vervielfältigung*
            frühere*_fassung frühere*_version alle_rechte datenschutz* nutzungsbedingung* weiterlesen weiterzulesen wochenendausgabe anmeldung*""",
        of="""thema frage* hinweis* gerät fragen kontakt* nutz* impressum facebook twitter instagram telegram google tiktok youtube zeitschrift* freie artikeln artikel* frühere* falsche* beitrag* text konto* kommentar* seite* website* ausgabe* folge* leser* lesen redaktion* mitglied* autor* inhalt* werbung anzeige* video* link*
            fassung* version* kanal* kostenlos* frei* spende* fehler* korrektur* übersetz* veröffentlich* zeitung* app apps e-mail* profil* angebot* nachricht* arbeit
            diskutieren geschlossen account* podcast*""",
        this="dieser diesen diesem dieses diese",
        told="er sagte laut sein seine seinem seiner demnach teilte",
        note="zum_aufklappen lesezeit dieses_thema_im_programm mit_material_von alle_rechte_vorbehalten hinweis_der_redaktion anmerkung_der_redaktion danke,_dass_sie",
    ),
    "pt": Words(
        you="seu_e-mail seu_email seu_endereço sua_conta sua_experiência sua_caixa seu_apoio sua_assinatura você vocês teu tua",
        us="nosso nossa nossos nossas nós usamos utilizamos a_gente conosco",
        do="""receb* crie apoie torne* fale baixe ative assine inscreva* cadastre* siga acompanhe compartilhe leia veja assista ouça clique acesse entre envie conte comente participe
            gostou viu encontrou quer já obrigad* bem-vind*""",
        own="""assinante* assinatura* boletim* notificaç* senha* navegador* caixa_de_entrada jornalismo versão_anterior exclusivo_para todos_os_direitos reprodução*
            endereço_de_e-mail política_de_privacidade faça_login""",
        of="""mensagem opinião responsabilidade diária campo* publicação mediado* moderado* facebook twitter instagram telegram google tiktok youtube artigo* notícia* matéria* reportage* conta* comentário* página* site* edição* episódio* leitor* leitura ler lendo redação membro* autor* conteúdo* publicidade anúncio*
            vídeo* link* versão* alerta* canal* grátis gratuit* doaç* apoio erro* correç* traduz* traduç* publicad* jornal app aplicativo* e-mail* email* perfil* texto encerrados
            exclusiv* amigos""",
        this="este esta deste desta neste nesta",
        told="disse ele ela eles elas segundo afirmou",
        note="preenchimento_obrigatório campos_obrigatórios não_representam_a_opinião tempo_de_leitura todos_os_direitos obrigado_por_ler em_atualização conteúdo_exclusivo_para proibida_a_reprodução",
    ),
    "it": Words(
        you="tu tuo tua tuoi tue ti vuoi puoi hai vostra vostro vi",
        us="noi nostro nostra nostri nostre utilizziamo usiamo ci scrivici",
        do="""condivid* registrati ti_è_piaciuto ricevi registrati sostieni scrivici scarica attiva iscriviti abbonati segui seguici condividi* leggi guarda ascolta clicca accedi entra scopri unisciti diventa hai ti_è
            vuoi grazie benvenut* aiutaci""",
        own="""abbona* iscri* notific* password browser casella_di_posta giornalismo versione_precedente riservato_agli riproduzione* diritti_riservati
            indirizzo_e-mail informativa_sulla_privacy""",
        of="""facebook twitter instagram telegram google tiktok youtube l'articolo l'app condivid* articolo* notizi* account* comment* pagina* sito* edizione* puntata* episodio* lettor* leggere lettura redazione* autor* contenut* pubblicità annunci* video*
            link* versione* avvis* canale* gratis gratuit* donazion* sostegno error* correzion* tradott* traduzion* pubblicat* giornale app applicazione* e-mail* email* mail
            profilo* testo chiusi riservat* esclusiv* giornalist*""",
        this="questo questa questi quest'articolo",
        told="lui lei loro secondo disse suo sua suoi",
        note="campi_obbligatori tempo_di_lettura riproduzione_riservata tutti_i_diritti riservato_agli_abbonati",
    ),
    "ru": Words(
        you="вы вас вам вами ваш* ты тебе твой",
        us="мы нас нам наш*",
        do="самые_важные подробнее понрав* заметили нашли хотите спасибо добро_пожаловать уже автор чтобы не_пропус* остались есть_вопрос*",
        own="""отписа* подписк* подписчик* подписыва* подпишит* рассылк* уведомлени* пароль* браузер* редакци* перепечатк* предыдущей_версии авторские_права адрес_электронной_почты
            персональны* зарегистр* пожертвовани* журналистик* куки ctrl+enter публикац* опечатк*""",
        of="""главном письмо facebook twitter instagram telegram google tiktok youtube стать* материал* новост* аккаунт* учётн* комментари* страниц* сайт* выпуск* читател* читать автор* обозревател* текст* реклам* видео ссылк* верси* канал* бесплатн*
            ошибк* исправл* перев* опубликова* газет* приложени* почт* профил* доступ* закрыт* друзья* друзьями поддерж* телеграм* дзен* вконтакте удобнее электронн* контент*""",
        this="эта эту этой этот этого этом данный данная данного к_статье",
        told="он она они его её их сообщил* сказал* заявил*",
        note="свидетельство_о_регистрации учредитель: главный_редактор: отпечатано_в тираж* иноагент* иностранным_агентом внесена_в_реестр внесен_в_реестр обязательные_поля перепечатка_материалов использование_материалов все_права_защищены мнение_редакции_может мнение_автора_может читайте_также время_чтения только_подписчикам",
    ),
    "pl": Words(
        you="ty twój twoja twoje twoją ci cię swoją chcesz możesz masz państwo państwa zauważył*",
        us="my nas nam nasz* naszą używamy korzystamy",
        do="""bądź otrzymuj załóż wesprzyj napisz pobierz włącz zapisz zarejestruj zaloguj subskrybuj obserwuj śledź dołącz udostępnij podziel czytaj zobacz obejrzyj posłuchaj kliknij sprawdź
            zauważył* spodobał* chcesz masz dziękujemy witaj* już kup wykup""",
        own="""prenumer* subskryp* powiadomieni* hasło przeglądark* skrzynk* redakcj* dziennikarstw* poprzedniej_wersji adres_e-mail wszelkie_prawa polityk*_prywatności darowizn*
            ciasteczk* dostępna_tylko dostępny_tylko""",
        of="""facebook twitter instagram telegram google tiktok youtube wiadomościach google artykuł* wiadomości konto kontem komentarz* stron* serwis* wydani* odcin* czytelni* czytać czytania autor* treś* reklam* wideo link* wersj* kanał* bezpłatn* błąd błęd*
            sprostowani* tłumacz* opublikowan* gazet* aplikacj* e-mail* mail* profil* tekst* zamknięte znajomym dziennikarz* plik*""",
        this="ten tego tym ta tej tę",
        told="on ona oni jego jej ich powiedział* poinformował* według swojej",
        note="pola_wymagane pola_obowiązkowe wszelkie_prawa_zastrzeżone czas_czytania znalazłeś_błąd masz_dla_nas dalsza_część_artykułu dziękujemy,_że bądź_na_bieżąco tylko_dla_prenumeratorów",
    ),
    "tr": Words(
        you="siz sizi sizin",
        us="biz bizi bize bizim",
        do="abone takip okumaya uygulamamızı haberi haberde günün bağımsız teşekkür* hoş_geldin*",
        own="abone* bülten* bildirim* şifre* tarayıcı* e-posta_kutu* e-posta_adres* gazetecili* önceki_hali* tüm_hakları çerez* üyeli* üye_ol* kişisel_ver* yorumlara_kapal* yorumlara_kapatıl*",
        of="""facebook twitter instagram telegram google tiktok youtube haber* makale* yazı* hesa* yorum* sayfa* site* baskı* bölüm* okuyucu* okur* okuma* okumaya editör* yazar* içeri* reklam* video* bağlantı* kanal* ücretsiz* bağış* destek*
            hata* düzeltme* çeviri* yayınlan* gazete* uygulama* e-posta* profil* paylaş* özel* arkadaş*""",
        this="bu haberin_önceki",
        told="onun onlar söyledi dedi açıkladı göre",
        note="yasal_uyarı tüm_hakları_saklıdır izinsiz_alıntılan* okuma_süresi kaynak_gösterilmeden",
    ),
    "id": Words(
        you="anda kamu",
        us="kami kita",
        do="""dapatkan daftar dukung unduh aktifkan ikuti bagikan baca simak tonton dengarkan klik masuk gabung bergabung* langganan berlangganan kirim* tulis* suka menemukan ingin sudah
            terima_kasih selamat_datang""",
        own="""pelanggan langganan* berlangganan* buletin* notifikasi* kata_sandi peramban* jurnalisme versi_awal versi_sebelumnya alamat_email hak_cipta dilarang_mengutip kolom_komentar
            kebijakan_privasi redaksi""",
        of="""facebook twitter instagram telegram google tiktok youtube artikel* berita* akun* komentar* laman* halaman* situs* edisi* episode* pembaca* membaca baca penulis* konten* iklan* video* tautan* versi* kanal* saluran* gratis* donasi*
            dukung* kesalahan* koreksi* terjemah* diterbitkan dipublikasikan ditayangkan koran* aplikasi* email* profil* ditutup teman khusus jurnalis*""",
        this="artikel_ini berita_ini laman_ini halaman_ini situs_ini konten_ini tulisan_ini video_ini",
        told="dia ia mereka katanya menurut ujar kata itu",
        note="hak_cipta dilarang_mengutip dilarang_menyalin waktu_baca",
    ),
    "ko": Words(
        you="여러분* 당신* 귀하* 독자님* 회원님* 고객님*",
        us="저희* 본지* 본_사이트* 당사* 우리_신문* 본보*",
        do="구독하* 로그인* 회원가입* 매일 지금",
        own="유튜브* 구독* 뉴스레터* 알림* 비밀번호* 브라우저* 쿠키* 제보* 무단* 저작권* 회원_전용 유료* 로그인* 이전_판* 카카오톡*",
        of="기사* 뉴스* 계정* 댓글* 페이지* 사이트* 홈페이지* 독자* 읽으* 편집* 기자* 콘텐츠* 광고* 영상* 동영상* 링크* 채널* 무료* 후원* 오류* 정정* 번역* 앱을 앱에서 앱* 이메일* 메일* 공유* 친구* 언론* 잘못_표기*",
        this="이_기사* 이_콘텐츠* 이_페이지* 본_기사* 이_뉴스* 본_콘텐츠* 이_글* 기사가 기사의",
        told="그는 그녀* 그들* 밝혔* 말했* 전했* 따르면",
        note="등록번호* 발행인* 편집인* 청소년보호책임자* 무단_전재* 무단전재* 무단_복제* 재배포_금지* 저작권자* 기사_제보* 제보는* ai_학습* ai학습* 섹션으로_분류*",
    ),
    "ja": Words(
        you="あなた* 皆様* 皆さま* 読者の* お客様* お客さま*",
        us="当サイト* 当社* 弊社* 本紙* 小社* 私たち* 編集部* 本サイト* 当ウェブ*",
        do="",
        own="会員* 購読* 通知* パスワード* ブラウザ* クッキー* メルマガ* ログイン* 無断* 転載* 著作権* 続きを読む* メールアドレス* 登録* お届け* 報道をご* 限定",
        of="投稿* 見解* 記事* ニュース* アカウント* コメント* ページ* サイト* 読者* 編集* 記者* コンテンツ* 広告* 動画* リンク* チャンネル* 無料* 寄付* 支援* 誤り* 訂正* 翻訳* 公開* アプリ* メール* シェア* 配信* ご支援* お知らせ*",
        this="この記事* 本記事* このコンテンツ* このページ* 当記事* 以前の記事*",
        told="彼は 彼女 同氏 と述べ と話し によると 発表した",
        note="必須項目* 無断転載* 無断複製* この記事を書いた* 会員限定です* 有料記事* 残り*文字",
    ),
    "zh": Words(
        you="您* 你* 欢迎* 歡迎* 请* 請*",
        us="我们* 我們* 本网* 本網* 本站* 本报* 本報* 本刊*",
        do="扫一扫* 掃一掃* 微信扫* 长按* 下载* 下載* 注册* 註冊* 扫码* 点击* 點擊* 关注* 關注* 订阅* 訂閱* 转发* 分享* 登录* 登入* 支持* 加入* 喜欢* 喜歡* 每天* 如果*",
        own="订阅用户* 訂閱* 订阅* 推送* 密码* 密碼* 浏览器* 瀏覽器* 公众号* 转载* 轉載* 版权* 版權* 登录* 登入* 注册* 註冊* 早前版本* 继续阅读* 繼續閱讀* 隐私* 您的邮箱* 会员* 會員*",
        of="朋友圈* 微信* 微博* 二维码* 二維碼* 文章* 新闻* 新聞* 账号* 帳號* 账户* 评论* 評論* 留言* 页面* 頁面* 网站* 網站* 读者* 讀者* 阅读* 閱讀* 编辑* 編輯* 记者* 内容* 內容* 广告* 廣告* 视频* 影片* 链接* 連結* 频道* 免费* 免費* 捐款* 赞助* 有误* 有誤* 更正* 翻译* 翻譯* 公开* 客户端* 邮箱* 信箱* 朋友* 报道* 報導* 关闭* 打赏*",
        this="本文* 此文* 这篇文章* 這篇文章* 该内容* 本页* 本頁* 本篇* 这则新闻*",
        told="他说 她说 表示 他们 据报 宣布 該報 该报 指出",
        note="备案号* icp备* 必填项* 扫一扫，分享* 来源:* 來源:* 特别声明* 特別聲明* 免责声明* 免責聲明* 版权所有* 版權所有* 版权声明* 未经授权* 未經授權* 未经许可* 以上内容* 禁止转载* 请勿转载* 转载请* 责任编辑* 責任編輯* 仅代表作者*",
    ),
    "ar": Words(
        you="بريدك* تجربتك* حسابك* رأيك* أصدقائك* تبرعك* بتبرعك* لك لكم أنت أنتم هل عزيزي",
        us="قناتنا* تطبيقنا* صحافتنا* نشرتنا* موقعنا* حسابنا* نستخدم لنا راسلنا نحن نرحب",
        do="تابعوا_قناتنا احصل احصلوا سجل سجلوا ادعم ادعموا حمل حملوا اشترك اشتركوا تابع تابعوا تابعونا تابعنا شارك شاركنا شاركه شاركها اقرأ شاهد استمع انقر اضغط انضم انضموا أرسل راسلنا هل شكرا أهلا مرحبا فعل",
        own="واتساب* فيسبوك* تلغرام* الاشتراك* المشتركين المشترك مشتركين* للمشتركين الإشعارات* إشعارات* المتصفح متصفح* ارتباط* الارتباط نشرتنا* بريدك* صحافتنا* لمواصلة_القراءة حقوق_النشر جميع_الحقوق نسخة_سابقة كلمة_المرور سياسة_الخصوصية تطبيقنا*",
        of="قناتنا* موقعنا* مقال* المقال* خبر الخبر الأخبار أخبار* حساب* التعليقات تعليق* تعليقات* صفحة* الصفحة موقع* الموقع قارئ* القراء* قراءة* القراءة محرر* تحرير* التحرير المحتوى محتوى* إعلان* الإعلان* فيديو* رابط* قناة* مجانا* تبرع* بتبرعك خطأ* خاطئ* تصحيح* ترجمة* نشر* الصحيفة تطبيق* التطبيق البريد* بريد* أصدقائك متاح* مغلقة*",
        this="هذا هذه أعجبك_المقال",
        told="قال قالت إنه إنها بحسب وفقا أعلن أعلنت",
        note="جميع_الحقوق_محفوظة هل_أعجبك هل_وجدت_خطأ مدة_القراءة يمنع_نسخ يمنع_نشر",
    ),
    "hi": Words(
        you="आप आपको आपका आपकी आपके",
        us="हम हमें हमारा हमारी हमारे",
        do="",
        own="सब्सक्राइब* सदस्यता* नोटिफिकेशन* पासवर्ड* ब्राउज़र* न्यूज़लेटर* कुकी* पत्रकारिता* रजिस्टर* कॉपीराइट* लॉगिन* पिछले_संस्करण ईमेल_पता आगे_पढ़* व्हाट्सएप*",
        of="लेख* खबर* ख़बर* समाचार* अकाउंट* खाता* टिप्पणि* टिप्पणी* कमेंट* पेज* वेबसाइट* साइट* पाठक* पढ़* संपादक* सामग्री* कंटेंट* विज्ञापन* वीडियो* लिंक* संस्करण* चैनल* मुफ्त* दान गलती* गलत सुधार* अनुवाद* प्रकाशित* अखबार* ऐप* ईमेल* शेयर* दोस्त* सदस्य* बंद समर्थन*",
        this="इस यह",
        told="उन्होंने उसने कहा बताया अनुसार",
        note="हमें_फॉलो हमें_फेसबुक सर्वाधिकार_सुरक्षित* यह_खबर_सिंडिकेट* फीड_से_प्रकाशित* इस_खबर_को_शेयर*",
    ),
}
