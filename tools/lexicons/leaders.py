"""leaders.tsv: own/leaders*.txt (our own knowledge) joined with the REIGN list of effective leaders (facts only)."""
import csv
import re
import unicodedata
from collections import Counter
from pathlib import Path

KNOWN = "2025-06-30"
COLUMNS = ["name", "aliases", "iso3", "org", "office", "sector", "from", "until", "known_until", "source"]
REIGN_SOURCE = "REIGN 2021-03"

# REIGN's state abbreviations (those of Correlates of War) that are no ISO code; facts, own table
ISO = dict(pair.split("=") for pair in """
BHM=BHS HAI=HTI TRI=TTO BAR=BRB GRN=GRD SLU=LCA SVG=VCT AAB=ATG SKN=KNA GUA=GTM HON=HND SAL=SLV COS=CRI PAR=PRY URU=URY
UKG=GBR IRE=IRL NTH=NLD FRN=FRA MNC=MCO SWZ=CHE SPN=ESP POR=PRT GMY=DEU GFR=DEU GDR=DDR AUS=AUT AUH=AUT CZE=CSK CZR=CZE SLO=SVK
SNM=SMR MNG=MNE MAC=MKD CRO=HRV BOS=BIH SLV=SVN BUL=BGR MLD=MDA ROM=ROU LAT=LVA LIT=LTU GRG=GEO SWD=SWE DEN=DNK ICE=ISL CAP=CPV
EQG=GNQ GAM=GMB MAA=MRT NIR=NER CDI=CIV GUI=GIN BFO=BFA SIE=SLE TOG=TGO CAO=CMR NIG=NGA CEN=CAF CHA=TCD CON=COG DRC=COD TAZ=TZA
ZAN=EAZ BUI=BDI ANG=AGO MZM=MOZ ZAM=ZMB ZIM=ZWE MAW=MWI SAF=ZAF LES=LSO BOT=BWA SWA=SWZ MAG=MDG MAS=MUS SEY=SYC MOR=MAR ALG=DZA
LIB=LBY SUD=SDN LEB=LBN YAR=YEM YPR=YMD KUW=KWT BAH=BHR UAE=ARE OMA=OMN TAJ=TJK KYR=KGZ KZK=KAZ MON=MNG TAW=TWN ROK=KOR BHU=BTN
BNG=BGD MYA=MMR SRI=LKA MAD=MDV NEP=NPL THI=THA CAM=KHM DRV=VNM RVN=RVN MAL=MYS SIN=SGP BRU=BRN PHI=PHL INS=IDN ETM=TLS AUL=AUS
NEW=NZL VAN=VUT SOL=SLB FIJ=FJI TON=TON NAU=NRU MSI=MHL PAL=PLW SPM=PMR
""".split())

# whose effective leader REIGN names; where the office changed over time the office stays `leader`
PRIME_MINISTER = set("""GBR CAN AUS NZL IRL NLD BEL LUX ESP ITA DNK NOR SWE ISL JPN IND ISR JAM BHS TTO BRB DMA GRD LCA VCT ATG KNA BLZ
CZE SVK SVN HRV HUN EST LVA GRC BGR MKD ALB MLT MYS SGP PNG SLB VUT TUV TON WSM FJI MUS LSO NPL BTN BGD THA KHM CPV STP ETH MNE""".split())
CHANCELLOR = {"DEU", "AUT"}
KING = {"SAU", "JOR", "MAR", "OMN", "KWT", "QAT", "BHR", "SWZ", "MCO", "LIE", "BRN"}
PRESIDENT = set("""USA MEX GTM HND SLV NIC CRI PAN COL VEN ECU PER BRA BOL PRY CHL ARG URY DOM FRA FIN PHL IDN KOR RUS UKR CYP
NAM BWA ZMB KEN TZA UGA GHA SEN CIV BEN NER NGA CMR GAB TCD COG COD RWA BDI ZAF ZWE MOZ AGO MWI GMB LBR SLE GIN GNB MLI BFA TGO DJI
ERI SYC MDG COM EGY TUN DZA SYR YEM KAZ UZB TKM TJK KGZ BLR GEO AZE LTU TLS MDV TWN PLW MHL FSM NRU KIR GUY SUR SUN""".split()) - {"SUN"}

def leading_office(iso3):
    for office, states in (("prime minister", PRIME_MINISTER), ("chancellor", CHANCELLOR), ("king", KING), ("president", PRESIDENT)):
        if iso3 in states:
            return office
    return ""


# full names for REIGN's short ones: state, short name -> name (own knowledge)
NAMES = {}
for line in """
USA Truman=Harry Truman;Eisenhower=Dwight Eisenhower;Kennedy=John F. Kennedy;Johnson=Lyndon Johnson;Nixon=Richard Nixon;Ford=Gerald Ford;Carter=Jimmy Carter;Reagan=Ronald Reagan;G.H.W. Bush=George H.W. Bush;Bush=George H.W. Bush;Clinton=Bill Clinton;G.W. Bush=George W. Bush
CAN King=Mackenzie King;St. Laurent=Louis St. Laurent;Diefenbaker=John Diefenbaker;Pearson=Lester Pearson;Clark=Joe Clark;Turner=John Turner;Mulroney=Brian Mulroney;Campbell=Kim Campbell;Chretien=Jean Chretien
CUB Castro=Fidel Castro;Batista=Fulgencio Batista
GBR Churchill=Winston Churchill;Attlee=Clement Attlee;Eden=Anthony Eden;Macmillan=Harold Macmillan;Douglas-Home=Alec Douglas-Home;Home=Alec Douglas-Home;Wilson=Harold Wilson;Heath=Edward Heath;Callaghan=James Callaghan;Thatcher=Margaret Thatcher;Major=John Major;Blair=Tony Blair
FRA De Gaulle=Charles de Gaulle;de Gaulle=Charles de Gaulle;Pompidou=Georges Pompidou;Giscard=Valery Giscard d'Estaing;Giscard d'Estaing=Valery Giscard d'Estaing;Mitterand=Francois Mitterrand;Mitterrand=Francois Mitterrand;Chirac=Jacques Chirac;Mendes-France=Pierre Mendes France
DEU Adenauer=Konrad Adenauer;Erhard=Ludwig Erhard;Kiesinger=Kurt Georg Kiesinger;Brandt=Willy Brandt;Schmidt=Helmut Schmidt;Kohl=Helmut Kohl;Schroder=Gerhard Schroeder;Schroeder=Gerhard Schroeder
DDR Ulbricht=Walter Ulbricht;Honecker=Erich Honecker;Krenz=Egon Krenz
RUS Stalin=Joseph Stalin;Khrushchev=Nikita Khrushchev;Brezhnev=Leonid Brezhnev;Andropov=Yuri Andropov;Chernenko=Konstantin Chernenko;Gorbachev=Mikhail Gorbachev;Yeltsin=Boris Yeltsin;Malenkov=Georgy Malenkov
CHN Mao Tse-Tung=Mao Zedong;Mao Zedong=Mao Zedong;Deng Xiaoping=Deng Xiaoping;Hua Guofeng=Hua Guofeng;Chiang Kai-shek=Chiang Kai-shek
ESP Franco=Francisco Franco;Suarez=Adolfo Suarez;Gonzalez=Felipe Gonzalez;Gonzalez Marquez=Felipe Gonzalez;Aznar=Jose Maria Aznar
PRT Salazar=Antonio Salazar;Caetano=Marcelo Caetano;Soares=Mario Soares
ITA Andreotti=Giulio Andreotti;Craxi=Bettino Craxi;Moro=Aldo Moro;Prodi=Romano Prodi;De Gasperi=Alcide De Gasperi;Fanfani=Amintore Fanfani;D'Alema=Massimo D'Alema;Amato=Giuliano Amato;Dini=Lamberto Dini;Ciampi=Carlo Azeglio Ciampi;Berlusconi=Silvio Berlusconi
YUG Tito=Josip Broz Tito;Milosevic=Slobodan Milosevic;Kostunica=Vojislav Kostunica
HRV Tudjman=Franjo Tudjman
BIH Izetbegovic=Alija Izetbegovic
POL Jaruzelski=Wojciech Jaruzelski;Gierek=Edward Gierek;Gomulka=Wladyslaw Gomulka;Walesa=Lech Walesa;Kwasniewski=Aleksander Kwasniewski
HUN Kadar=Janos Kadar;Rakosi=Matyas Rakosi;Nagy=Imre Nagy;Orban=Viktor Orban
ROU Ceausescu=Nicolae Ceausescu;Iliescu=Ion Iliescu
BGR Zhivkov=Todor Zhivkov
ALB Hoxha=Enver Hoxha;Alia=Ramiz Alia
CSK Dubcek=Alexander Dubcek;Husak=Gustav Husak;Havel=Vaclav Havel
SWE Palme=Olof Palme;Erlander=Tage Erlander
GRC Papandreou=Andreas Papandreou;A. Papandreou=Andreas Papandreou;Simitis=Konstantinos Simitis
UKR Kravchuk=Leonid Kravchuk;Kuchma=Leonid Kuchma
GEO Shevardnadze=Eduard Shevardnadze;Gamsakhurdia=Zviad Gamsakhurdia
AZE Heydar Aliyev=Heydar Aliyev
ZAF Botha=P.W. Botha;de Klerk=F.W. de Klerk;De Klerk=F.W. de Klerk;Mandela=Nelson Mandela;Mbeki=Thabo Mbeki;Vorster=John Vorster;Verwoerd=Hendrik Verwoerd
ZWE Smith=Ian Smith;Mugabe=Robert Mugabe
ZMB Kaunda=Kenneth Kaunda
TZA Nyerere=Julius Nyerere
KEN Moi=Daniel arap Moi
UGA Amin=Idi Amin;Obote=Milton Obote;Museveni=Yoweri Museveni
COD Mobutu=Mobutu Sese Seko;Lumumba=Patrice Lumumba
GHA Nkrumah=Kwame Nkrumah;Rawlings=Jerry Rawlings;Kufuor=John Kufuor
NGA Abacha=Sani Abacha;Babangida=Ibrahim Babangida;Obasanjo=Olusegun Obasanjo
LBR Taylor=Charles Taylor;Doe=Samuel Doe
ETH Selassie=Haile Selassie;Mengistu=Mengistu Haile Mariam
EGY Nasser=Gamal Abdel Nasser;Sadat=Anwar Sadat;Farouk=Farouk
LBY Qaddafi=Muammar Gaddafi
TUN Bourguiba=Habib Bourguiba
DZA Boumedienne=Houari Boumedienne;Ben Bella=Ahmed Ben Bella
IRN Mohammad Reza=Mohammad Reza Pahlavi;Khomeini=Ruhollah Khomeini
IRQ Hussein=Saddam Hussein;Saddam Hussein=Saddam Hussein
ISR Ben-Gurion=David Ben-Gurion;Ben Gurion=David Ben-Gurion;Meir=Golda Meir;Eshkol=Levi Eshkol;Begin=Menachem Begin;Rabin=Yitzhak Rabin;Shamir=Yitzhak Shamir;Peres=Shimon Peres;Barak=Ehud Barak;Sharon=Ariel Sharon;Olmert=Ehud Olmert;Sharett=Moshe Sharett
JOR Hussein=Hussein bin Talal
PAK Zia=Zia ul-Haq;Bhutto=Zulfikar Ali Bhutto;Musharraf=Pervez Musharraf
IND Nehru=Jawaharlal Nehru
PHL Marcos=Ferdinand Marcos;Aquino=Corazon Aquino;Estrada=Joseph Estrada
IDN Sukarno=Sukarno;Suharto=Suharto
KHM Pol Pot=Pol Pot
CHL Pinochet=Augusto Pinochet;Allende=Salvador Allende;Aylwin=Patricio Aylwin;Lagos=Ricardo Lagos
ARG Peron=Juan Peron;Galtieri=Leopoldo Galtieri;Alfonsin=Raul Alfonsin;Menem=Carlos Menem;Videla=Jorge Videla;Kirchner=Nestor Kirchner
BRA Vargas=Getulio Vargas;Cardoso=Fernando Henrique Cardoso;Collor=Fernando Collor
PAN Noriega=Manuel Noriega;Torrijos=Omar Torrijos
NIC Somoza=Anastasio Somoza
HTI Aristide=Jean-Bertrand Aristide
AUS Hawke=Bob Hawke;Keating=Paul Keating;Whitlam=Gough Whitlam;Fraser=Malcolm Fraser;Menzies=Robert Menzies;Howard=John Howard
NZL Muldoon=Robert Muldoon;Lange=David Lange;Clark=Helen Clark
SLV Saca Gonzšlez=Antonio Saca
LKA M. Rajapakse=Mahinda Rajapaksa
CRI Arias=Oscar Arias
GIN Dadis Camara=Moussa Dadis Camara
BGR Stanishev=Sergei Stanishev
HRV Sanader=Ivo Sanader
CZE Topolanek=Mirek Topolanek
BEL van Rompuy=Herman Van Rompuy
MNG Enkhbayar=Nambaryn Enkhbayar
MDA Greceanii=Zinaida Greceanii
ROU A. Nastase=Adrian Nastase
GNB Vieira=Joao Bernardo Vieira
PER Fujimori=Alberto Fujimori
""".strip().splitlines():
    state, _, cell = line.partition(" ")
    for pair in cell.split(";"):
        short, _, full = pair.partition("=")
        NAMES[state, short] = full

# family names that are plain words, places, first names or shared by many: no bare alias
STOP = set("""Adams Ahmed Alexander Ali Allen Anthony Arthur Banda Banks Barrow Bell Bird Bishop Black Brown Browne Burns Bush Cannon Carlos
Carter Chad Christian Clark Clarke Cohen Cook Costa Craft Curtis Daniel David Davies Davis Dean Douglas English Evans Faure Fernandes
Fernandez Fischer Fisher Ford Fox Francis Frank Garcia Gates George Gibson Gomes Gonzalez Grant Granger Green Hall Hamid Hamilton Harris Harper
Hassan Henry Hernandez Holder Holland Howard Hughes Hunt Hussein Ibrahim Ismail Jackson James Johnson Jones Jonathan Jordan Joseph
Karim Kelly Kennedy Khan King Lewis Lopez Lynch Major Manning Marin Mark Martin Martinez Mason Matthew May Medina Mendes Michael Michel Miller
Mills Mitchell Mohamed Mohammed Moore Morales Morgan Morris Morrison Moses Murphy Mustafa Nelson Nguyen Obama-x Oliver Palmer Parker Patel
Paul Pereira Perez Perry Peters Peterson Philip Pierre Powell Price Ramos Reed Rice Richard Roberts Robinson Rodriguez Rogers Romero Rose
Ruiz Ryan Salam Saleh Samuel Sanchez Santos Scott Sharif Sharma Shaw Silva Simon Singh Smith Solis Spencer Stephen Stone Stuart Suleiman Sullivan
Taylor Thomas Thompson Tong Toure Turner Victor Walker Walsh Weah-x White William Williams Wilson Wong Wood Young Arias Castro Brian Moussa
Yusuf Salman Traore Keita Conte Kim Park Abbas Antonio Molina Solberg-x Stubb-x Nasser Fahad Hamad Tamim Prince Gilbert Rahman Bello
Begin Heath Campbell Pearson Fraser Lange Josef Isabel Jesus Franks Gross Eden Keating Hawke Menzies Meir Botha Suarez Batista Lagos Nagy Wade Bird Brandt Noda Hadley""".split())
# REIGN rows that stand in our own list under another spelling, or name two captains regent as one person
SKIP = {("MYS", "Mahatir Bin Mohammad"), ("ERI", "Afeworki"), ("TKM", "Berdymukhammedov"), ("BFA", "Campaore"), ("BLZ", "D.Barrow"), ("LKA", "M. Rajapakse"), ("MAR", "Muhammad VI"), ("KAZ", "Nazarbaev"),
        ("ARE", "An-Nahayan"), ("HUN", "Rakoski"), ("IRQ", "Abdul-Ilah"), ("LKA", "Bandaranaike, S"), ("MMR", "U Nu"), ("PAN", "Arias, A."),
        ("PAN", "Arosomena, A."), ("ROU", "Vacariou"), ("SYR", "Atassi"), ("KWT", "Hussein"), ("KWT", "Saddam Hussein"), ("URY", "Fisher"), ("YUG", "Spiljac"), ("ZAF", "deKlerk")}
SURNAME_FIRST = {"CHN", "TWN", "KOR", "PRK", "VNM", "KHM", "RVN", "HKG", "MMR", "BTN", "MNG", "LAO", "SGP"}


def fold(text):
    text = text.translate(str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "æ": "ae", "ß": "ss", "ə": "e"}))
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def own_rows(folder):
    rows = []
    for path in sorted(folder.glob("leaders*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            try:
                place, office, sector, cell = [part.strip() for part in line.split("|")]
                iso3, org = ("", place[4:]) if place.startswith("org:") else (place, "")
                people = []
                for entry in filter(None, (part.strip() for part in cell.split(";"))):
                    match = re.fullmatch(r"(.*?)(?: (\d{4}(?:-\d\d(?:-\d\d)?)?)(?:\.\.(\d{4}(?:-\d\d(?:-\d\d)?)?)?)?)?(?: ~(\S+))?", entry)
                    people.append(match.groups(""))
            except (ValueError, AttributeError):
                raise SystemExit(f"{path.name}:{number}: cannot read {line[:60]}")
            chained = office not in ("", "candidate", "envoy") and "spokes" not in office
            for i, (who, start, end, known) in enumerate(people):
                name, _, aliases = who.strip().partition("=")
                if not end and start and chained and i + 1 < len(people):
                    end = people[i + 1][1]
                rows.append([name, aliases, iso3, org, office, sector, start, end, end or known or KNOWN, "own"])
    return rows


def further_names(folder, rows):
    """Puts the names of aliases.txt beside those of their rows."""
    known = {}
    for line in (folder / "aliases.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            place, office, name, aliases = line.split("\t")
            known[place.removeprefix("org:"), office, name] = [a for a in aliases.split("/") if a]
    for row in rows:
        more = known.get((row[2] or row[3], row[4], row[0]), [])
        row[1] = "/".join(dict.fromkeys([a for a in row[1].split("/") if a not in ("", "-")] + more)) or row[1]


def months(day):
    return int(day[:4] or 0) * 12 + int(day[5:7] or 1)


def reign_rows(path, own):
    """REIGN spells that no own row of the same state covers under the same family name."""
    covered = {}
    for name, aliases, iso3, _, office, _, start, end, *_ in own:
        if not re.search(r"president|prime minister|premier|chancellor|king|queen|monarch|emir|sultan|emperor|prince|leader|head|chief|pope|secretary$", office):
            continue
        words = {fold(w).lower() for w in re.split(r"[ |/-]", name + " " + aliases)}
        covered.setdefault(iso3, []).append((words, start or "0000", end or "9999"))
    rows = []
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for cells in csv.DictReader(file):
            state, name, start_year = cells["stateabb"].strip(), re.sub(r"\s*\(.*?(?:\)|$)|\s+", " ", cells["leader"]).strip(), cells["syear"]
            if not name or not start_year or not re.search("[a-z]", name):
                continue
            iso3 = ISO.get(state, state)
            if (iso3, name) in SKIP or " and " in name or "&" in name \
                    or re.search("Council|Junta|Government|Committee|Provisional|Commission", name):
                continue
            end_year, end_month = cells["eyear"], cells["emonth"]
            if end_year and int(end_year) < 1945:
                continue
            start = f"{int(start_year):04d}-{int(cells['smonth']):02d}-{int(cells['sdate']):02d}" if cells["smonth"] and cells["sdate"] and int(cells["sdate"]) > 0 else start_year
            end = f"{int(end_year):04d}-{int(end_month):02d}" if end_year and end_month else end_year
            if iso3 == "RUS" and start < "1991-12":
                iso3 = "SUN"
            if iso3 == "YUG" and start > "2006-06":
                iso3 = "SRB"
            key = "RUS" if iso3 == "SUN" else iso3
            full = NAMES.get((key, name), name)
            words = {fold(w).lower() for w in re.split(r"[ |/-]", full) if len(w) > 2}
            same = [(first, last) for theirs, first, last in covered.get(iso3, [])
                    if words & theirs and start[:4] <= last[:4] and (end[:4] or "9999") >= first[:4]]
            if same:
                # An own row may have only the earlier or the later of two offices ("president" after years as prime minister): the rest stays.
                first, last = min(x for x, _ in same), max(x for _, x in same)
                if int(first[:4]) - int(start_year) >= 2:
                    end = first
                elif end_year and last[:4] != "9999" and int(end_year) - int(last[:4]) >= 2:
                    start = last
                else:
                    continue
            if int(start_year) >= 2010 and iso3 in covered:
                continue                     # from 2010 on our own list is the fuller one
            if iso3 in PRIME_MINISTER:
                office = "prime minister"
            elif iso3 in CHANCELLOR:
                office = "chancellor"
            elif iso3 in KING:
                office = "king"
            elif iso3 == "FIN" and start >= "2000-03":
                office = "prime minister"
            elif iso3 in PRESIDENT and (start >= "1990" or iso3 in ("USA", "FRA", "MEX", "FIN", "PHL", "VEN", "COL", "CRI")):
                office = "president"
            else:
                office = "leader"
            # REIGN names who has the power: beside a king, president or prime minister of our own list he is the leader.
            together = lambda o: months(min(end or KNOWN, o[7] or KNOWN)) - months(max(start, o[6]))
            if any(o[2] == iso3 and o[4] == office and together(o) > 6 for o in own):
                office = "leader"
            rows.append([full, "", iso3, "", office, "GOV", start, end, end or "2021-03", REIGN_SOURCE])
    return rows


def later(day):
    """Some years after: who has held an office is still called by his name alone."""
    return f"{int(day[:4]) + 8:04d}{day[4:]}"


def shared(row, others):
    """Somebody else of the family name is in office, or was till lately, in the time of the row."""
    start, end = row[6] or "0000", later(row[7] or KNOWN)
    return any(name != fold(row[0]) and first <= end and start <= last for name, first, last in others)


def aliases_for(rows):
    """Bare family names: of one person only at that time, no plain word, and not where the family name comes first."""
    surnames = {}
    for row in rows:
        surnames.setdefault(fold(row[0].split()[-1]), []).append((fold(row[0]), row[6] or "0000", later(row[7] or KNOWN)))
    firsts = Counter(fold(row[0].split()[0]) for row in rows if " " in row[0])
    table = (Path(__file__).resolve().parent.parent.parent / "lexicons" / "country_terms.tsv").read_text(encoding="utf-8")
    places = {line.split("\t")[0] for line in table.splitlines()}
    famous = set(NAMES.values())
    for row in rows:
        name, given = row[0], row[1]
        aliases = [a for a in given.split("/") if a and a != "-"]
        last = name.split()[-1]
        if not given and (row[9] == "own" or name in famous) and row[2] not in SURNAME_FIRST and " " in name and len(last) > 4 and last[0].isupper() and last not in places and last not in STOP \
                and fold(last) not in STOP and not shared(row, surnames[fold(last)]) and not firsts[fold(last)] and re.fullmatch(r"[^\W\d]+", last):
            aliases.append(last)
        for text in [name, *aliases]:
            if fold(text) != text and fold(text) not in aliases:
                aliases.append(fold(text))
        row[1] = "|".join(sorted({a for a in aliases if a != name}, key=str.encode))


def build(reign):
    from build import OUT, OWN, header, write
    own = own_rows(OWN)
    if reign:
        others = reign_rows(reign, own)
    else:
        path = OUT / "leaders.tsv"
        others = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.endswith(REIGN_SOURCE)] if path.exists() else []
        for row in others:
            row[1] = ""
    rows = own + others
    further_names(OWN, rows)
    aliases_for(rows)
    write("leaders.tsv", header(
        "Holders of offices by date: heads of state and government, foreign and defence ministers, heads of bodies, persons of US politics 2015-2017",
        "until empty: still in office on known_until; from empty: not dated. REIGN gives the month of the end only, and the effective leader of a state;",
        "office `leader` where we do not know which office. source own = our own knowledge, not checked against a list",
        "aliases, split by |: family names only where distinctive; May, Brown, Bush, Rice, Major, Harris, Johnson, Clinton, Kim, Lee, Park, Abe have none on purpose",
        "sector: at the time of the office; afterwards ELI",
        "known gaps: after 2025-06; ministers of most states before 1990 and other than of foreign affairs, of defence of most; REIGN rows with a family name alone; days of some older own dates",
        origin="own/leaders*.txt: written by us from our own knowledge; rows `REIGN 2021-03`: facts (who, when) from the REIGN leader list of March 2021 (One Earth Future), names put in order by us; the copy at hand states no licence (ecosystem.md 2.17 doubts it): clear before release or drop these rows by the source column"),
        COLUMNS, rows, ["name", "iso3", "org", "office", "from"])
