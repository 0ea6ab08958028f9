"""Names from farther away, many of them in their own script."""

from __future__ import annotations

from regulars.actions.demo.community import Community

_POLISH = Community(
    weight=45,
    language="en",
    women="Agnieszka,Aleksandra,Katarzyna,Zofia,Joanna,Bożena,Elżbieta,Kinga,Grażyna",
    men="Paweł,Łukasz,Michał,Grzegorz,Stanisław,Jarosław,Wojciech,Zbigniew,Błażej",
    surnames="Wójcik,Kowalski,Wiśniewski,Zieliński,Szczepański,Lewandowski,Dąbrowski,Nowak,Żak,Gołąb",
    surnames_of_women="Wójcik,Kowalska,Wiśniewska,Zielińska,Szczepańska,Lewandowska,Dąbrowska,Nowak,Żak,"
    "Gołąb",
    calling="+48512######",
)
_CZECH = Community(
    weight=20,
    language="en",
    women="Kateřina,Tereza,Jiřina,Zdeňka,Ľubica",
    men="Ondřej,Jiří,Tomáš,Zdeněk,Ľuboš",
    surnames="Novák,Dvořák,Černý,Procházka,Růžička,Šťastný,Krátký",
    surnames_of_women="Nováková,Dvořáková,Černá,Procházková,Růžičková,Šťastná,Krátká",
)
_HUNGARIAN = Community(
    weight=18,
    language="en",
    women="Ágnes,Zsófia,Eszter,Boglárka,Tünde",
    men="György,László,Balázs,Zoltán,Lőrinc",
    surnames="Nagy,Szabó,Kovács,Tóth,Kőszegi,Győrffy,Szűcs",
)
_ROMANIAN = Community(
    weight=18,
    language="en",
    women="Ioana,Ștefania,Mădălina,Raluca,Crina",
    men="Ștefan,Răzvan,Ionuț,Cătălin,Dragoș",
    surnames="Popescu,Ionescu,Țurcanu,Munteanu,Bălan,Șerban",
)
_SERBIAN = Community(
    weight=50,
    language="de",
    women="Jelena,Milica,Snežana,Željka,Ivana,Dragana,Tijana,Nevena",
    men="Nikola,Miloš,Dejan,Željko,Saša,Đorđe,Vuk,Siniša",
    surnames="Petrović,Jovanović,Nikolić,Đurić,Živković,Kovačević,Marić,Babić,Hadžić,Šarić",
)
_ALBANIAN = Community(
    weight=50,
    language="de",
    women="Arbnora,Blerta,Vlora,Shqipe,Drita,Albulena,Erëza,Çlirime",
    men="Arbër,Besnik,Valon,Dardan,Kujtim,Fatlum,Gëzim,Agron",
    surnames="Krasniqi,Gashi,Berisha,Hoxha,Shala,Xhaka,Çollaku,Bytyqi,Rexhepi,Gjini",
)
_TURKISH = Community(
    weight=45,
    language="de",
    women="Ayşe,Zeynep,Gülşen,Çiğdem,Elif,İrem,Ebru,Özge,Şule",
    men="Mehmet,Emre,Oğuz,Çetin,Ömer,İlker,Barış,Umut,Yiğit",
    surnames="Yılmaz,Öztürk,Şahin,Çelik,Aydın,Işık,Doğan,Kılıç,Güneş,Erdoğmuş",
)
_UKRAINIAN = Community(
    weight=30,
    language="en",
    women="Оксана|Oksana,Ірина|Iryna,Наталія|Nataliia,Софія|Sofiia,Дарина|Daryna,Мар'яна|Mariana",
    men="Андрій|Andrii,Тарас|Taras,Юрій|Yurii,Богдан|Bohdan,Олексій|Oleksii,Сергій|Serhii",
    surnames="Шевченко,Коваленко,Бондаренко,Мельник,Лисенко,Кравчук,Гриценко,Ткачук",
)
_GREEK = Community(
    weight=16,
    language="en",
    women="Ελένη|Eleni,Μαρία|Maria,Κατερίνα|Katerina,Χρυσούλα|Chrysoula",
    men="Γιώργος|Giorgos,Νίκος|Nikos,Δημήτρης|Dimitris,Κώστας|Kostas",
    surnames="Παπαδόπουλος,Νικολαΐδης,Γεωργίου,Καραγιάννης,Οικονόμου",
    surnames_of_women="Παπαδοπούλου,Νικολαΐδου,Γεωργίου,Καραγιάννη,Οικονόμου",
)
_BULGARIAN = Community(
    weight=8,
    language="en",
    women="Цветелина|Tsveti,Радостина|Radostina,Ива|Iva",
    men="Георги|Georgi,Любомир|Lyubo,Стоян|Stoyan",
    surnames="Иванов,Георгиев,Стоянов",
    surnames_of_women="Иванова,Георгиева,Стоянова",
)
_VIETNAMESE = Community(
    weight=28,
    language="en",
    women="Thị Lan|Lan,Thị Mai|Mai,Ngọc Ánh|Ánh,Thùy Linh|Linh,Kim Oanh|Oanh",
    men="Văn Đức|Đức,Minh Quân|Quân,Hữu Phước|Phước,Anh Tuấn|Tuấn",
    surnames="Nguyễn,Trần,Lê,Phạm,Huỳnh,Đặng,Võ",
)
_TAMIL = Community(
    weight=30,
    language="de",
    women="Abirami,Tharani,Kavitha,Nilani,Sivakami,லட்சுமி|Lakshmi,தமிழ்ச்செல்வி|Selvi",
    men="Sivakumar,Thayaparan,Ravindran,Kirushan,Mathusan,முருகன்|Murugan,கார்த்திக்|Karthik",
    surnames="Sivalingam,Rajaratnam,Thevarajah,Kanagasabai,Selvarajah,Balasubramaniam",
)
_ERITREAN = Community(
    weight=30,
    language="de",
    women="Saba,Winta,Luwam,Feven,Rahwa,ሰላም|Selam,ኣስመረት|Asmeret",
    men="Yonas,Filmon,Abel,Merhawi,Robel,ዮናስ|Yonas,ተስፋይ|Tesfay",
    surnames="Tesfay,Haile,Ghebremedhin,Woldemariam,Berhane,Kidane,Tekle",
)
_JAPANESE = Community(
    weight=16,
    language="en",
    women="Yuki,Sakura,Haruka,陽子|Yōko,美咲|Misaki",
    men="Kenji,Takumi,Hiroshi,健太|Kenta,翔|Shō",
    surnames="Tanaka,Satō,Watanabe,Kobayashi,Ōta",
)
_CHINESE = Community(
    weight=20,
    language="en",
    women="Xiǎo Měi,Jing,芳|Fāng,Yì Huì,Li Na",
    men="Wei,Bo Wen,伟|Wěi,Jùn,Hao Ran",
    surnames="Li,Wang,Chen,Zhào,Lü,Ng",
)
_KOREAN = Community(
    weight=8,
    language="en",
    women="Ji-woo,Seo-yeon,민지|Min-ji",
    men="Min-jun,Joon-ho,도윤|Do-yun",
    surnames="Kim,Park,Choi,Yoon",
)
_THAI = Community(
    weight=12,
    language="de",
    women="Siriporn,Kanya,สุดา|Suda,Pimchanok",
    men="Somchai,Anan,ธนา|Thana",
    surnames="Srisuwan,Chaiyaphum,Wongsakul",
)
_INDIAN = Community(
    weight=28,
    language="en",
    women="Priya,Ananya,Meera,Kavya,अंजलि|Anjali,Shruti",
    men="Arjun,Rohan,Vikram,Sanjay,राहुल|Rahul,Karan",
    surnames="Sharma,Iyer,Mukherjee,Reddy,Kaur,Deshpande,Chatterjee",
)
_ARABIC = Community(
    weight=24,
    language="en",
    women="Leila,Yasmin,Noor,ليلى|Layla,مريم|Maryam,Hiba",
    men="Omar,Karim,Bilal,يوسف|Yusuf,Tarek,Anas",
    surnames="Haddad,Al-Khatib,El Amrani,Mansour,Ben Youssef,Saïdi",
)
_PERSIAN = Community(
    weight=12,
    language="en",
    women="Shirin,Parisa,نازنین|Nazanin,Mahsa",
    men="Dariush,Kaveh,آرش|Arash,Babak",
    surnames="Hosseini,Rahimi,Tehrani,Farrokhzad",
)
_HEBREW = Community(
    weight=6,
    language="en",
    women="Noa,תמר|Tamar,Yael",
    men="Eitan,נועם|Noam,Asaf",
    surnames="Levi,Ben-David,Shapira",
)
_AFRICAN = Community(
    weight=34,
    language="en",
    women="Nomvula,Chidinma,Awa,Thandiwe,Ngozi,Folasade,Aïssatou,Nontsikelelo",
    men="Kwame,Chukwuemeka,Thabo,Ousmane,Olúwaṣeun,Sipho,Mamadou,Kofi",
    surnames="Dlamini,Okafor,Diallo,Mensah,Adébáyọ̀,N'Dour,Nkosi,Kone",
)
_BRAZILIAN = Community(
    weight=30,
    language="en",
    women="Ana Júlia,Camila,Thaís,Vitória,Débora,Flávia",
    men="Thiago,Caio,Cauã,Luís Otávio,Murilo,Jônatas",
    surnames="de Oliveira,Ribeiro,Guimarães,Brandão,Assis,Corrêa",
)
_LATIN_AMERICAN = Community(
    weight=22,
    language="es",
    women="Ximena,Guadalupe,Marisol,Yésica,Nayeli",
    men="Óscar,Germán,Ezequiel,Matías,Cuauhtémoc",
    surnames="Quiñones,Rodríguez,Zúñiga,Mamani,Bermúdez,Peñaloza",
)
_NORTH_AMERICAN = Community(
    weight=20,
    language="en",
    women="Brooke,Kaitlyn,Savannah,Dakota",
    men="Tyler,Hunter,Wyatt,DeShawn",
    surnames="McKinley,Van Buren,Begay,St. James,Washington",
)

FAR = (
    _POLISH,
    _CZECH,
    _HUNGARIAN,
    _ROMANIAN,
    _SERBIAN,
    _ALBANIAN,
    _TURKISH,
    _UKRAINIAN,
    _GREEK,
    _BULGARIAN,
    _VIETNAMESE,
    _TAMIL,
    _ERITREAN,
    _JAPANESE,
    _CHINESE,
    _KOREAN,
    _THAI,
    _INDIAN,
    _ARABIC,
    _PERSIAN,
    _HEBREW,
    _AFRICAN,
    _BRAZILIAN,
    _LATIN_AMERICAN,
    _NORTH_AMERICAN,
)
