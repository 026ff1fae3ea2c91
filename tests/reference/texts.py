"""The texts that `make.py` reads: all invented. LINES try what can go wrong between text and pieces; PASSAGES are read
by the network."""

# Names of people and places, with what languages hang on letters.
NAMES = """
José Ibáñez met Zoë Brontë in São Tomé.
Łukasz Żółkiewski and Björn Åkesson signed for Kraków and Malmö.
François L'Écuyer refused; Siobhán Ní Bhriain did not.
Đặng Thị Ngọc Ánh spoke for Việt Nam.
Çağrı Gündoğdu flew from İzmir to Iğdır.
Ağrı, AĞRI, İSTANBUL, ISPARTA, istanbul, ısparta, DİYARBAKIR'DA
Straße, STRASSE, STRAẞE, Weiß, GROẞ, Fußgängerübergänge
Þórður Ægisson á Íslandi; Ðuro Ćosić; Ŋarka
Œuvre, œuvre, ŒUVRE; Ænima, ÆGIR, æther
Škoda Žižek Čapek Ďábel Ťok Ňouma
Ioan Țurcanu, Ştefan Ţepeş, Ștefan Țepeș
Māori, Rēzekne, Ķekava, Jūrmala, Ģirts
Nguyễn Phú Lộc, HUẾ, Đà Nẵng
Ólafur's son; O'Brien's; O’Brien’s; D’Artagnan
Jean-Luc Mbékou-Étoa of N'Djamena
Ñandú, ÑANDÚ, Peñíscola, Güemes
Hawaiʻi, Qurʼan, Sanʿāʾ, Baʿal
Kurṭubī, Ḥāfiẓ, Ṭabarī, Ẓāhir
Mc Donald MacDonald McDONALD deVries DeVries van der Berg
Dr. J. R. Ó Súilleabháin Jr.
""".strip().split("\n")

# The uncased vocabulary and cases of letters.
CASES = """
THE MINISTER SAID NOTHING.
tHe mInIsTeR sAiD nOtHiNg.
The UN, the U.N., NATO, NaTO, Nato and nato
iPhone eBay YouTube GmbH kWh pH mRNA
ΟΔΥΣΣΕΥΣ Οδυσσεύς οδυσσευς
ΣΊΣΥΦΟΣ ΚΑΙ ΣΥΡΟΣ
Σ ΑΣ ΣΑ ΑΣΑ ΑΣ’ ΑΣ.
ΜΆΙΟΣ Μάϊος ΐ ΰ Ϊ
ǅ ǆ Ǆ ǈ Ǉubljana
ﬁnance oﬃce ﬂag
ªº 1º 2ª Nº №
ⅠⅤⅩ ⅳ ⅷ
ⒶⒷⓒ 🄰🅱
𝐁𝐨𝐥𝐝 𝒮𝒸𝓇𝒾𝓅𝓉 𝔽𝕣𝕒𝕜
ＦＵＬＬ ｗｉｄｔｈ １２３ ，
ſenſe K Å Ω
ŉ ǰ ẖ ẗ ẘ ẙ ẚ
Ɐ Ⅎ ⱻ ꟻ
""".strip().split("\n")

# Contractions, quotes, hyphens.
SIGNS = """
They don't, can't, won't, shan't and couldn't.
They don’t, can’t, won’t, shan’t and couldn’t.
DON'T CAN'T WON'T ISN’T
I cannot; CANNOT; Cannot; cannotbe; I'm gonna, wanna, gotta.
It's, they're, we've, I'll, he'd, y'all, o'clock, 'tis, ’twas
ain't n't 'n' rock'n'roll n’t
isn't-it isn't. isn't' isn'tx didn'T
the Joneses' house, James's, Xerxes’
“Quoted,” he said, ‘and inside.’
"straight" 'single' `back` ``latex''
«guillemets» ‹single› „low“ ‚low‘ 「corner」 『double』
state-of-the-art, pre–war, pre—war, non‑breaking, soft­hyphen
x-ray; re-elect; co-operate; Anglo-Irish; 9-year-old
and/or; he/she; km/h; w/o; 24/7
wait… wait... wait. . . what?! No!!! ?? ¿Qué? ¡No!
(parentheses) [brackets] {braces} <angles>
a_b __init__ snake_case_word
@minister #ceasefire $100 %50 & ^ * + = | \\ ~
§12 ¶3 †note ‡note • bullet · dot ° degree
© 2021 ® ™ ℗ ℠
3 × 4 ÷ 2 ± 1 ≠ 5 ≤ 6 ∞ √2 ∑ ∫
€20 £30 ¥400 ₹500 ₽600 ₺700 ₿1 ¢5
→ ← ⇒ ↔ ➔ ✓ ✗ ★ ☆ ♥
""".strip().split("\n")

# Numbers, addresses.
NUMBERS = """
1,234,567.89 and 1.234.567,89 and 1 234 567
3.14159 -2 +7 1e10 0x1F 50% 12.5 %
22 March 2023, 22/03/2023, 2023-03-22, 22.3.23
10:30, 10.30 a.m., 5pm, 17h30, 0930Z
1st 2nd 3rd 4th 21st-century 1990s '90s 90’s
COVID-19, G20, G-7, F-16s, MH17, A4, B2B, H1N1
½ ¼ ¾ ⅓ 1½ x² m³ H₂O CO₂ 10⁶
٣٤٥ ۱۲۳ १२३ ๑๒๓ ১২৩ 一二三
Call +44 20 7946 0018 or (020) 7946-0018.
http://example.org/a/b?c=d&e=f#g
https://www.ministry.example/en/2021/03/notice_17.html
www.example.com, example.co.uk, ftp://files.example
press.office@ministry.example, a.b+c@d-e.example
C:\\Users\\anna\\notes.txt ~/file.tar.gz ./x
192.168.0.1 2001:db8::1 v2.0.1-rc3
ISBN 978-0-00-000000-2; doi:10.1000/182
Article 5(2)(b), para. 12(a), No. 7, pp. 3–9
S/RES/9999 (2031), A/71/L.5
Room 12B, Flat 3a, Gate7, 4x4, 100m, 5kg
$1.2bn, US$3m, €4.5tn, 20k, 1/2, 2:1
""".strip().split("\n")

# Other scripts.
SCRIPTS = """
Привет, Нурия! Ёлка ещё стоит в Йошкар-Оле.
ЁЛКА ЙОД ЩИ ЪЫЬ
Київ, Їжак, Ґанок, Євген, її
Ђорђе Љубић, Џон, Ѓорѓи, Ќерка
Беларусь: Ў, ў, Жлобін
Қазақстан, Өскемен, Ұлытау, Әлия
Монгол Улс, Өвөрхангай
ქართული ენა, თბილისი, ᲗᲑᲘᲚᲘᲡᲘ
Հայաստան, Երևան, Սյունիք
Αθήνα, ΑΘΉΝΑ, Ελλάδα, Κύπρος, ὦ ἄνδρες
قال الوزير إن الحدود مغلقة.
السَّلَامُ عَلَيْكُمْ ، الأُمَّة ، مُؤْتَمَر
می‌خواهم، نمی‌شود، ایران، گفت‌وگو
پاکستان کے وزیر نے کہا۔ ہاں؟
ـــتطويلـــ لا لأ لإ ﻻ
שלום, ירושלים; שָׁלוֹם; צה״ל, ג׳ורג׳
ייִדיש, אָלץ, צוויי
मंत्री ने कहा कि सीमा बंद है।
नई दिल्ली, हिन्दी, श्रीनगर, क़ानून, क्‍ष
বাংলাদেশ, ঢাকা, কর্ণফুলী
ਪੰਜਾਬ, ਅੰਮ੍ਰਿਤਸਰ
ગુજરાત, અમદાવાદ
தமிழ்நாடு, சென்னை, கொழும்பு
తెలుగు, ಕನ್ನಡ, മലയാളം, සිංහල
ภาษาไทย กรุงเทพมหานคร น้ำ ที่นี่
ພາສາລາວ ວຽງຈັນ
ភាសាខ្មែរ ភ្នំពេញ
မြန်မာ နေပြည်တော်
བོད་ཡིག ལྷ་ས།
አማርኛ አዲስ አበባ።
外交部长会见了来访的客人。
臺灣、香港、澳門；繁體字
北京2022年3月15日电
東京で首相が「協議する」と述べた。
カタカナ ひらがな ｶﾀｶﾅ ガギグ がぎぐ パピプ
アメリカ・ドル ー 々 〆 ヶ
한국어, 서울, 평양, 대한민국
ㄱㄴㄷ 하 각
𠀀𠀁 㐀 豈 﨑 ⼀ ⺩
ᠮᠣᠩᠭᠣᠯ ᏣᎳᎩ ᐃᓄᒃᑎᑐᑦ ߒߞߏ
ⵜⴰⵎⴰⵣⵉⵖⵜ Ⰳⰾⰰⰳⱁⰾ 𐌲𐌿𐍄
""".strip().split("\n")

# What cannot be seen, and what is more than one sign.
HIDDEN = [
    "zero\u200bwidth\u200bspace", "zero\u200cwidth\u200dnon\u200cjoiner", "word\u2060joiner", "\ufeffbyte order mark", "mid\ufeffdle",
    "soft\u00adhyphen soft\u00ad hyphen", "left\u200eto\u200fright", "\u202aembedded\u202c \u2066isolated\u2069", "vari\ufe0fation ❤\ufe0f ❤",
    "nobreak\u00a0space thin\u2009space ideographic\u3000space em\u2003space", "narrow\u202fspace 1\u202f000", "next\u0085line line\u2028sep para\u2029sep",
    "tab\tvertical\u000bform\u000cfeed", "unit\u001fseparator record\u001eseparator group\u001dseparator file\u001cseparator",
    "bell\u0007inside back\u0008space nul\u0000inside", "\u0001\u0002\u0003 only control \u007f", "c1 \u0080\u0081 controls\u009f", "replace\ufffdment \ufffd",
    "private \ue000 use \uf8ff", "unassigned \u0378 \u05ff", "noncharacter \ufdd0 \U0001fffe", "tag \U000e0041\U000e0042 letters", "ogham\u1680space mongolian\u180evowel",
    "e\u0301 cafe\u0301 cafe\u0301s café", "\u0301start of a line", "a \u0301 alone", "n\u0303 N\u0303 Å A\u030a", "q\u0307\u0323 q\u0323\u0307", "Z\u0351\u036b\u0343a\u0334l\u0335g\u0336o\u0337",
    "o\u0308 ö O\u0308 Ö", "i\u0307 I\u0307 İ", "x\u20dd enclosed 1\u20e3 keycap", "\u093f alone क\u093c क़", "\u3099 か\u3099 が", "한 \u1112\u1161\u11ab",
    "🙂 👍🏽 👩‍💻 👨‍👩‍👧‍👦 🏳️‍🌈 🏴‍☠️", "🇫🇷🇩🇪 🇺🇳 🇹🇷!", "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "1️⃣ 2⃣ #️⃣ *️⃣", "done✅ no❌ ⚠️Warning",
    "text🙂text 🙂🙂🙂", "☎ ☎️ ☎︎ ✈ ✈️", "👩🏾‍⚖️ ruled", "a\u200d b \u200d c", "\u200d\u200c", "🫠🪿🫨 newer", "🀄🃏 🎴",
]

# Long and repeated, and words that look like the vocabulary's own.
ODD = [
    "a" * 99, "b" * 100, "c" * 101, "d" * 250, "é" * 100, "e\u0301" * 100, "e\u0301" * 101, "İ" * 100, "İ" * 101, "ß" * 101, "ﬁ" * 100, "字" * 30, "한" * 34, "한" * 50,
    "7" * 100, "7" * 101, "-" * 30, "'" * 10, "n" * 3 + "'t", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "antidisestablishmentarianism pneumonoultramicroscopicsilicovolcanoconiosis", "x", "X", "n't", "n", "N'T", "'", "’t", "I", "[CLS] [SEP] [UNK] [PAD] [MASK]", "[unused1] ##ing ## #",
    "##s unaffable", "the theof thethe", "zzzzqqqq xkcdqj", "ünïcödé ÜNÏCÖDÉ", "aªb a²b a₂b", "café99café", "99luftballons", "α1β2γ", "Москва2020год", "中a国b", "aа аa (two alphabets)",
    "﷽ ﷼", "ﷺ", "㍿ ㎏ ㏒", "…", "..", "．", "\u00a0", "\u200b", "\t \t", "",
    "word " * 40, "Ab " * 40, "1 " * 60, "- " * 50,
]

# Sentences as the program meets them.
SENTENCES = """
NAIROBI, May 14 (Reuters) — Kenya's foreign minister met his Ugandan counterpart on Tuesday.
The two sides "exchanged views on issues of mutual concern," the ministry's read-out said.
“We will not negotiate under threat,” Deputy Prime Minister Arjola Kelmendi told reporters.
Asked whether troops would leave, the spokesman said: ‘Not this year.’
BREAKING: Strait closed to tankers, says port authority
By Miriam Atwongeire and Paul O’Dowd in Entebbe
The U.S. and the E.U. imposed sanctions on 14 people; the U.K. didn't.
Mr. Haddad, 61, resigned at 9 p.m. after a no-confidence vote (112–87).
The EU's High Representative couldn't attend; she'd been in Tbilisi.
Prime Minister Þorsteinn Ólafsson's visit was postponed.
General Tô Văn Đức, the army's no. 2, denied it.
Mexico’s Secretary of Foreign Affairs, Lucía Peñaloza, called it “un paso atrás”.
The ceasefire — the third since June — collapsed within 48 hours.
KYIV/WARSAW (AFP) - Two drones crossed the border, officials said Friday.
Read more: www.courier.example/world?id=771204&ref=home
"It's a lie", she tweeted (@a_kelmendi), "and they know it!!"
The law (No. 44/2019) can't be repealed; it cannot even be amended.
Côte d'Ivoire, Réunion and Curaçao voted in favour.
The Xinhua report (新华社) quoted “有关部门”.
Der Außenminister sagte: „Wir müssen reden.“
Le ministre a déclaré : « Nous n’irons pas. »
El canciller añadió que «no habrá diálogo».
Il ministro non c'era; l'ambasciatore sì.
O ministro não compareceu à reunião.
Ministern åkte från Skåne till Ålesund i går.
Ministr řekl, že příště nepřijede.
Minister powiedział, że żołnierze wrócą w środę.
Bakan, görüşmenin ertelendiğini söyledi.
Bộ trưởng nói rằng hội nghị đã hoãn.
Menteri itu berkata bahwa perundingan ditunda.
Wizara ya Mambo ya Nje ilikanusha taarifa hiyo.
Ministeri lähti Jyväskylästä Hämeenlinnaan.
A külügyminiszter őszintén szólt.
Министр заявил, что переговоры отложены до среды.
Η υπουργός δήλωσε ότι οι συνομιλίες αναβάλλονται.
وزير الخارجية: "لن نتفاوض تحت التهديد"
שר החוץ אמר: "לא ננהל משא ומתן".
विदेश मंत्री ने कहा, "हम बातचीत नहीं करेंगे।"
รัฐมนตรีกล่าวว่า “เราจะไม่เจรจา”
外交部发言人表示：“我们不会在威胁下谈判。”
外相は「脅しの下では交渉しない」と語った。
외무장관은 “위협 아래에서는 협상하지 않겠다”고 말했다.
""".strip().split("\n")

# Each of these words in eight dresses.
WORDS = ["Gündoğdu", "o'neill", "straße", "ΣΑΣ", "cannot", "don’t", "Việt", "co-op", "İnce", "ЁЖ", "e\u0301lan"]
DRESSES = ["{}", "{}.", "“{}”", "({})", "{}'s", "{}s", "7{}", "{}7", "{}-{}"]
DRESSED = [" | ".join(d.format(*[x] * 2) for x in (w, w.upper(), w.lower(), w.title())) for w in WORDS for d in DRESSES]

LINES = NAMES + CASES + SIGNS + NUMBERS + SCRIPTS + HIDDEN + ODD + SENTENCES + DRESSED

# Paragraphs are apart by a line break.
PASSAGES = [
    "Kenya's foreign minister met his Ugandan counterpart in Nairobi on Tuesday.",
    "“We will not negotiate under threat,” Deputy Prime Minister Arjola Kelmendi told reporters.",
    "NOBODY WAS HURT.",
    "The U.S. didn't sign; the U.K., Norway and Côte d'Ivoire did, at 5pm on 22/03/2023.",
    "Bakan Gündoğdu, İzmir'deki görüşmenin ertelendiğini söyledi.",
    "新华社 quoted “有关部门” and Θεσσαλονίκη in one line: 🙂🇺🇳.",
    "If Ruritania sends one more gunboat, its neighbour warned, the treaty of 1987 is dead.",
    "Strait closed to tankers, says port authority\nThe strait will stay closed until Thursday, the port authority said.",
    "VALLETTA, June 3 (Agency) — Two trawlers collided off Gozo on Sunday night.\n"
    "Nobody was killed, but eleven sailors were taken to hospital, the coast guard said. Its commander, Capt. Ġorġ Zahra, blamed fog.\n"
    "“You could not see your own hand,” he said.",
    "The two presidents agreed on Monday to reopen the railway between their capitals, which has lain idle since the war of 1994. "
    "Engineers of both countries are to inspect the bridges in spring, and a joint commission will decide who pays for what. "
    "The opposition called the agreement a gift to the neighbour and threatened to block it in parliament; "
    "the government has a majority of two.",
    "Minister receives ambassador\n"
    "On 25 October, Deputy Minister Batbayar Ganzorig received the Ambassador of Kazakhstan, H.E. Mr. Daulet Seitkali, at the latter's request.\n"
    "The sides exchanged views on trade, on transit by rail and on the exchange of readings from river gauges. The Ambassador handed over a list of "
    "lorry drivers who were made to wait at the border for as long as four days. The Deputy Minister promised to look into the matter.\n"
    "They also agreed that the next round of consultations will be held in Ust-Kamenogorsk in the second quarter of 2019.",
    "General denies coup plot, accuses “foreign hands”\n"
    "By Our Correspondent\n"
    "The army's chief of staff, Gen. Tô Văn Đức, on Friday denied that he had planned to overthrow the president, and accused unnamed “foreign hands” of "
    "forging the letters that a newspaper published this week.\n"
    "“I've served three presidents, and I'll serve the fourth,” he told some 200 officers at the academy. “Whoever wrote those letters cannot even spell my name.”\n"
    "The president's spokeswoman said that an inquiry had been opened. She wouldn't say whether the general had been questioned, "
    "nor whether the neighbouring country's military attaché, who left the capital on Wednesday, was expelled. "
    "The Foreign Ministry there rejected the accusation as absurd and demanded an apology.",
]
