"""Names of the neighbourhood: Switzerland and the countries around it."""

from __future__ import annotations

from regulars.actions.demo.community import Community

_SWISS_GERMAN = Community(
    weight=200,
    language="de",
    women="Anna,Lea,Nina,Sara,Laura,Selina,Livia,Ladina,Andrea,Sandra,Corinne,Regula,Ursina,Flurina,"
    "Seraina,Mirjam,Fabienne,Nadine,Jasmin,Melanie,Tamara,Ramona,Franziska,Barbara,Rahel,Annina,"
    "Salome,Zoé,Vreni,Heidi,Lynn,Alessia,Michelle,Simone,Karin",
    men="Luca,Noah,Jan,Nico,Urs,Reto,Beat,Marco,Stefan,Thomas,Daniel,Andri,Gian,Flurin,Curdin,Silvan,"
    "Lukas,Matthias,Fabian,Pascal,Roger,Ueli,Hansruedi,Ruedi,Kaspar,Lorenz,Severin,Manuel,Yannick,"
    "Florian,Dominik,Cyrill,Gian-Andrea,Köbi,Röbi",
    surnames="Müller,Meier,Keller,Huber,Schmid,Weber,Frei,Baumann,Zimmermann,Brunner,Gerber,Widmer,"
    "Bühler,Graf,Suter,Wyss,Ammann,Lüthi,Zürcher,Bär,Hürlimann,Rüegg,Egli,Caflisch,Cadonau,Caduff,"
    "Bürgin,Bösch,Künzli,Lüscher,Nägeli,Zgraggen,Gysin,Imhof,von Arx,Achermann,Odermatt,Schärer,"
    "Stäheli,Tschanz,Hösli,Bieri,Bolliger,Hauser,Pfister,Vögeli,Kälin,Föhn,von Allmen,Meier-Frei",
)
_GERMAN = Community(
    weight=75,
    language="de",
    women="Julia,Katharina,Lena,Hannah,Johanna,Friederike,Antje,Svenja,Maike,Jule,Charlotte,Greta",
    men="Jonas,Felix,Maximilian,Sören,Jörg,Torsten,Benedikt,Moritz,Jannik,Malte,Götz,Björn",
    surnames="Schröder,Krüger,Köhler,Böhm,Weiß,Großmann,Vogt,Hoffmann,Schäfer,Günther,Preuß,Strauß,"
    "Lindner,Jäger,Kühn,Sommerfeldt,von der Heide,Schulze-Brück",
    calling="+491512#######",
)
_AUSTRIAN = Community(
    weight=20,
    language="de",
    women="Magdalena,Theresa,Verena,Elisabeth,Bernadette",
    men="Leopold,Severin,Wolfgang,Lorenz,Xaver",
    surnames="Gruber,Hofer,Steininger,Pichler,Eder,Höllwarth,Moosbrugger,Tschanun",
    calling="+43664#######",
)
_ROMANDE = Community(
    weight=60,
    language="fr",
    women="Capucine,Chloé,Élodie,Océane,Anaïs,Léa,Maëlle,Aurélie,Noémie,Solène,Coralie,Joëlle",
    men="Loïc,Théo,Jérôme,Cédric,Grégoire,Benoît,Aurélien,Mathieu,Yvan,Raphaël,François,Gaëtan",
    surnames="Rochat,Favre,Bonvin,Jaquet,Pittet,Perret,Dénéréaz,Chappuis,Dubuis,Crettenand,Maître,"
    "Bérard,Cuénod,Monnier,Praz,d'Épagnier",
)
_TICINESE = Community(
    weight=40,
    language="en",
    women="Giulia,Martina,Chiara,Ilaria,Nives,Ornella,Lorenza",
    men="Davide,Matteo,Fabrizio,Mattia,Sandro,Elia,Tiziano",
    surnames="Bernasconi,Bianchi,Pedrazzini,Crivelli,Solari,Fontana,Guidotti,Ferrari-Rusca",
)
_ITALIAN = Community(
    weight=50,
    language="en",
    women="Francesca,Federica,Alessandra,Beatrice,Noemi,Concetta,Mariagrazia,Lucia",
    men="Giuseppe,Salvatore,Antonio,Niccolò,Dario,Gianluca,Michele,Rocco",
    surnames="Esposito,De Luca,D'Angelo,Russo,Greco,Lo Presti,Cirillo,Dell'Acqua,Nicolò,Romano",
    calling="+39347#######",
)
_FRENCH = Community(
    weight=30,
    language="fr",
    women="Margaux,Inès,Clémence,Fanny,Hélène,Zoé",
    men="Rémi,Étienne,Bastien,Clément,Jean-Baptiste,Kévin",
    surnames="Lefèvre,Dubois,Garçon,Lemaître,N'Diaye,Le Goff,Besançon,Fournier,Desprès",
    calling="+3361#######",
)
_DUTCH = Community(
    weight=15,
    language="nl",
    women="Sanne,Fleur,Anouk,Marijke,Noor",
    men="Daan,Bram,Jeroen,Sjoerd,Thijs",
    surnames="de Vries,van den Berg,Bakker,IJsseldijk,van 't Hof,Jansen",
    calling="+31612######",
)
_SCANDINAVIAN = Community(
    weight=25,
    language="en",
    women="Astrid,Ingrid,Freja,Åsa,Solveig,Maja,Linnéa",
    men="Søren,Håkon,Björn,Magnus,Øyvind,Åke,Lars",
    surnames="Lindström,Sørensen,Ødegård,Åkesson,Nygaard,Bjørnstad,Sjöberg,Østergaard",
)
_ICELANDIC = Community(
    weight=8,
    language="en",
    women="Þórdís,Guðrún,Sigríður,Ásdís,Björk,Hrafnhildur",
    men="Þorsteinn,Guðmundur,Sigurður,Ragnar,Óðinn,Hrafnkell",
    surnames="Jónsson,Guðmundsson,Þorláksson,Einarsson,Árnason",
    surnames_of_women="Jónsdóttir,Guðmundsdóttir,Þorláksdóttir,Einarsdóttir,Árnadóttir",
    calling="+354612####",
)
_FINNISH = Community(
    weight=8,
    language="en",
    women="Aino,Päivi,Saara,Hilla",
    men="Väinö,Jukka,Eero,Antti",
    surnames="Mäkinen,Hämäläinen,Nieminen,Järvelä,Yli-Hukkala",
)
_BRITISH = Community(
    weight=45,
    language="en",
    women="Emily,Charlotte,Siobhán,Gwendolyn,Niamh,Poppy,Eilidh,Zara",
    men="Oliver,Callum,Owen,Pádraig,Rhys,Angus,Darragh,Max",
    surnames="Taylor,O'Brien,O’Connor,MacLeod,Llewellyn,Fitzgerald,Smith-Jones,Ó Súilleabháin,Hughes,"
    "Patel,Wainwright",
)
_SPANISH = Community(
    weight=40,
    language="es",
    women="María José,Lucía,Begoña,Núria,Itziar,Montserrat,Inés,Yolanda",
    men="José Luis,Álvaro,Iñaki,Joaquín,Andrés,Íker,Sergio,Ramón",
    surnames="García Núñez,Muñoz,Peña Ibáñez,Etxeberria,Castaño,Domínguez,Sánchez Ruiz,Puig i Ferrer",
)
_PORTUGUESE = Community(
    weight=60,
    language="en",
    women="Beatriz,Inês,Mariana,Conceição,Fátima,Joana,Letícia,Luísa",
    men="João,Tiago,António,Gonçalo,Simão,Vítor,Hélder,Rúben",
    surnames="da Silva,Gonçalves,dos Santos,Conceição,Magalhães,Simões,Araújo,Assunção,Falcão,Leitão",
)

NEAR = (
    _SWISS_GERMAN,
    _GERMAN,
    _AUSTRIAN,
    _ROMANDE,
    _TICINESE,
    _ITALIAN,
    _FRENCH,
    _DUTCH,
    _SCANDINAVIAN,
    _ICELANDIC,
    _FINNISH,
    _BRITISH,
    _SPANISH,
    _PORTUGUESE,
)
