/**
 * 1024 German words, ten bits each, of our own choosing: everyday nouns of four to nine letters without umlauts or
 * sharp s, no two of which are one letter apart, so that they survive a telephone. Their order is part of the format
 * (docs/FORMATS.md): a word may never be replaced or moved.
 */
export const WORDS: readonly string[] = `
abend abfahrt absatz abteil achse acker adler ahorn akkord akte alarm album allee alltag alpen ameise ampel ananas
anfang angel anruf antrag antwort anwalt anzug apfel april archiv arena arkade asche asphalt atem atlas aufgabe
aufsatz auftrag auge august ausflug ausgang auster auto bach backofen bagger bahn balken ball ballett balsam bambus
banane band banner bart basalt basar basis batterie bauer baum becher becken beere beet beifall bein beleg benzin
berater berg bericht besen besteck besuch beton beutel biber biene bilanz bild birke blatt blech blei blick blitz
blume boden bohne bohrer bolzen bonbon boot botanik bote boxer braten brause bremse brett brezel brief brille brise
bruder brunnen brust buche budget buffet busch butter camping cello chance chef chemie chor chrom cousin creme dachs
dampf dank dattel datum daumen deckel degen deich delfin denkmal depot detail diamant dichter diele dienst diesel
diktat dinkel diplom distel docht dock doktor donner dorf dose dozent drache draht drama drehung dreieck drossel druck
duft durst dusche dynamo ebbe eber echo ecke efeu ehre eiche eidechse eifer einfall eingang einhorn eisberg eisen elch
elefant elfe elster ende energie enkel epoche erbse erfolg ernte espe essig etage etui eule euro export fabel fabrik
fackel faden fahne fahrrad falke familie farbe farn fasan fass faust feder feige feld fenster ferien ferse fest fichte
figur filet film filter finale finger fink firma first fisch flagge flamme flasche fleck flieder fliege flora flotte
flug fluss fohlen folie form fossil foto frack frage freund frieden frist frosch frucht fuchs fund furche galerie
galopp gans garage garten gasse gast gatter gebirge geduld gehalt gehweg geier gelenk genie gepard geranie gerste
gesang gesetz gesicht getreide gewand gewinn gewitter gips giraffe gitarre glanz glas glocke gold gondel gorilla
graben graf gramm granit grenze griff grotte grube grund gruppe gulasch gummi gurke gurt haar habicht hafen hagel
halle halm hammer hamster handel hang harfe harz hase haube haus hebel hecht heft heide heimat heizung hemd henne
herbst hering hilfe himbeere himmel hirsch hirse hobby holz honig hopfen hotel huhn humor hupe husten hymne idee igel
iglu imker impuls ingwer insekt insel inserat iris irrtum jacht jacke jaguar jahr jasmin jawort joghurt jubel juli
jurist kabine kachel kaffee kajak kakao kaktus kalb kalender kamel kamera kamin kamm kanal kandis kanne kanu kapelle
kapitel kappe kapsel karamell karotte karpfen karte karton kasten kater katze kegel kehle keks keller kerze kessel
kette kiefer kies kilo kind kiosk kirche kissen kiste kittel klammer klang klasse klavier klee kleid kleister klima
klinge klinik klotz knall knie knochen knopf knospe knoten koala koch koffer kohl kokos komet komma kommode kompass
kompott kongress kopie koralle korb kraft kragen kran kranich krawatte krebs kreide kresse kreuz kristall krokus krone
krug kruste kuchen kuckuck kufe kulisse kummer kunde kunst kupfer kuppel kurbel kurs kurve kutsche labor lack lagune
lama lampe laterne latte laub lauch lawine leben lehm lehrer leine leinwand leiste leiter lektion leopard lerche leser
leuchte libelle licht liebe lied liga lilie limo linde lineal lippe logik lohn lokal lorbeer lotse lotto luke lunge
luxus machete magen magnet mais majoran makrele malz mammut mango mantel marder marke marmor marsch maschine mehl
meile meister melone mensch menthol messe metall meter miete mikado milbe milch mimose mine minute mispel mittag
modell moment monat mond monitor montag moor morgen mosaik most motte muffin mulde murmel muschel museum musik muskat
muskel nachbar nacken nadel name napf natur neffe nektar nelke nerv netz neubau niere nische nomade norden notiz
nougat november nuss nutzen obst ofen oktober olive oper optik orange orbit orchidee ordner orgel orkan osten otter
oval ozean packung paddel paket palast palme panda panther papagei papier pappel paprika paradies park parkett partner
pastete patent pauke pavian pedal pelikan pelz pendel perle person pfad pfahl pfanne pfarrer pfeffer pfeife pfeil
pferd pfiff pflaume pflicht pforte pfosten physik pianist picknick pille pilot pinguin pinie pizza plakat plan planet
plastik platane platz podium polster pony porree portal prinz prinzip probe profil projekt prosa protein prozent puder
pulli puls pulver puma pumpe punkt purpur puzzle pyramide quader qualle quark quartett quitte quiz quote rabatt rabe
radio radweg rahmen rakete ranke raps raster raupe rechen rechnung rede reflex reform regal reifen reihe reim rekord
rennen rente reptil rettich rettung revier rezept rhythmus riese ring ritter robbe roggen rohr rolle roman rosine
rotwein route rubin ruhe saal sache saft sage saite salami salat salbe salon samen sammler samstag sanduhr sardine
satin satz sauna schach schaf schale schalter schanze schatten schatz schaum schein scheune schiene schiff schild
schinken schirm schlange schloss schlucht schmied schmuck schnabel schnecke schnee schnur schrank schraube schritt
schuh schuppe schwager schwalbe schwan schwung seele seife seil sekunde sellerie senat senf sense september serie sieb
signal silber sims sinn sirene sirup skala skelett skizze smaragd sockel sofa sohle solo sommer sonate sonde sonntag
sorge spange spargel spaten specht speck speer speiche speise spende sperling spiegel spiel spinat spinne spitze sporn
sprache sprosse sprung spule spur staat stab stachel stadion stahl stamm stapel statue stecker steg stein stelle
stempel steppe steuer stich stiefel stier stift stimme stirn stock stoff stollen stolz storch strand strauch strecke
streifen strick strom strumpf stube studium stunde sturm suppe symbol system tabelle tablett tafel taille takt talent
tandem tante tanz tapete tarif taucher tausch taxi team technik teig tempo tennis teppich termin terrasse text thema
theorie therme thron thymian tiefe tiger tipp titel toast tochter tomate tonne topas topf torte tour trab traktor
traube traum treffer treppe tresor trieb trikot trio tritt trommel trompete tropfen tuch tulpe tunnel turban turnier
ufer ulme umfang umlauf umschlag umweg umzug union unkraut urkunde urlaub ursache urwald vanille ventil verband verein
verkehr verlag vers vertrag vesper veto vetter viadukt video vieh viertel villa violine visier vitamin vogel volk
volumen vorhang vorrat vorsicht vorteil vulkan waage wachtel wade waffel wahl wald walnuss walze wappen warnung wasser
wecker weiler weise weizen welle welt werbung werft werk weste wiege wimpel winter wipfel wirbel wirt witwe witz woche
wolf wolke wunder wunsch wurf wurzel zange zapfen zauber zaun zebra zeche zeichen zeit zement zentrum zeppelin zettel
zeuge ziegel ziel ziffer zimmer zimt zirkel zirkus zitat zither zitrone zoll zone zucker zufall zukunft zweck zweig
zwiebel zwilling zylinder
`
  .trim()
  .split(/\s+/);
