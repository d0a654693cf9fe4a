// What a suggested passphrase is made of: 1024 everyday French words without accents, typed alike on
// every keyboard.
export const frenchWords: readonly string[] = `
  abeille abricot accent accord acier acteur adresse affiche agrume aigle aiguille ailleurs aimant
  album alliage allumer alouette alpage amande amarre ambre amical amiral ampleur ananas angle
  animal anneau annonce antenne appel appui aquarium arbitre arbre arcade archet ardoise argent
  armoire arrosoir artisan asperge astre atelier atlas atome aubaine auberge audace automne avenue
  averse avion aviron avocat avoine avril azur badge bagage bague balade balai balance balcon
  balise ballon bambou banane bandeau banjo banquet banquise baobab barbe barrage barrette basilic
  bassin batterie bazar beffroi beige belette berceau berger berline bermuda beurre biberon biche
  bijou billet biscuit bison bistrot blason bleuet bloc blouse bobine bocage bocal boisson bonbon
  bonheur bonnet bordure bosquet botte boucle boudin bougie bouillon boule bouleau boulon bouquet
  bourgeon boussole boutique bouton bracelet branche brasier brebis bretelle bricole brigade
  brillant brioche brique briquet brise brocante broche broderie brosse brouette bruit brume brune
  buffet buisson bureau burette butin caban cabane cabas cabinet cabriole cachet cachette cactus
  cadeau cadence cadran cadre cahier caisse calcaire calcul calendrier calepin calme camarade
  camion campagne canal canard canari canevas canyon capsule capuche carafe caramel caravane
  caresse cargo caribou carnaval carnet carotte carpe cartable carte carton cascade casier casque
  castor cavalier caverne ceinture cellule cendre centaine centre cerceau cercle cerfeuil cerise
  cerisier cerveau chaise chalet chaleur chambre chameau chamois champion chance chanson chant
  chapeau chapelet chapelle chapitre charbon chardon charme charrue chaton chaudron chaussette
  chausson chemin chemise chenille cheval cheveu cheville chiffon chiffre chiot chocolat chorale
  chouette cible cigale cigogne ciment circuit ciseaux citron citrouille civet clairon climat
  coccinelle cocotte coffre coiffeur colibri colis colline colombe colonne compas compote comptine
  comptoir concert confetti confort copain copeau coquelicot coquille corail corbeau cordon cornet
  corolle costume cotillon coton couleur coulisse coupe courage courbe couronne courrier course
  cousin coussin couteau crabe craie cravate crayon crique cristal crocus croquis cube cuisine
  cuivre culture cumulus curieux cycliste cymbale dahlia dalle dame danse danseur dauphin dentelle
  dessert dessin diamant dimanche dindon direct disque dizaine domaine domino dortoir dossier
  doublure douceur douche doudou dragon drap drapeau dynamo endive enfance envol ermite escalier
  escargot espace espoir esprit essence exemple exploit express fable facette fagot faisan falaise
  famille fanfare farceur farine fauteuil fauvette fenouil festin festival feston feuille feutre
  fiable fibre ficelle figue figuier figurine filet flacon flamant flanelle fleur fleuve flocon
  flotte foire folklore fontaine football force forge formule fossette fossile foulard fourmi
  fourrure foyer fraise frelon frisson fromage front fruit gagnant gala galant galaxie galerie
  galop galopin gamelle gamme garage gaufre gazelle gazon gentil gerbe girafe girolle givre glace
  glacier globe globule gobelet godet gomme gondole gorille gouache gourde grain graine grange
  granit grappe grenade grenier grenouille grillade grillage grimace grotte groupe guidon guimauve
  guitare gymnase habile hamster hanneton haricot harmonie harpe hauteur herbe hermine hibou
  hirondelle histoire hiver homard horloge huile humour iceberg igloo image indigo ivoire jacinthe
  jade jalon jambon janvier jardin jasmin jaune jeton jeudi jongleur joueur journal joyau joyeux
  jungle junior jupe justice kimono kiosque koala lacet laine laitier lama lampe lampion langage
  lanterne lapin largeur laurier lavande lentille lettre liane licorne ligne lilas limace linge
  lingot lion liquide liste litchi livre logis loisir loriot louche loupe loutre lucarne luciole
  luge lundi lune lunette lustre lutin luzerne macaron magnolia mairie maison mammouth manche
  mangue manoir maquette marathon marbre mardi marelle marguerite marin marinade marmite marmotte
  marron marteau martinet masque matelas matelot matin melon menhir menthe mercredi merle miette
  mignon minute miracle miroir mitaine mobile modeste moineau moisson moment moniteur montagne
  montre moquette morceau morille moteur motif mouche mouchoir mouette moulin mousse mousson
  moutarde mouton muguet multiple murmure muscade museau musette musique myrtille nacre nageur
  nappe narcisse nature navet navette navire nectar niche nickel noble noisette noix nougat
  nourrice nouveau novembre nuage nuance nuit oasis objectif objet ocarina ocre octave octobre
  odeur offrande oignon oiseau olive ombrelle omelette oncle ongle opale orange orbite ordre
  oreille oreiller origami origine orme ortie osier osselet otarie ouragan ourlet ourson outil
  ouvrage ovale pagaie page paille paletot palette palmier palourde panache panda panier panneau
  panorama pantalon papaye papier papillon paprika paquebot paquet parade parasol parcelle
  parcours parfum parking paroi parole parrain partage passage passant passion pastel pastille
  patate patin patio patron pavillon paysage peinture pelage pelle pelote pelouse peluche pendule
  perche perchoir perdrix perle perron persil petit peuplier phare phoque photo phrase piano
  pierre pieuvre pigeon pilote piment pinceau pingouin pinson pintade pioche pipeau pique pirate
  pirogue piscine piste pivert pivoine placard plafond plage plaine planche planeur plante plateau
  platine plongeon pluie plume pochette poignet pointe poire poireau poisson poivre poivron
  polaire polka polo pommade pomme pommier pompier pompon poney pont popcorn porche portail
  portique portrait potager poterie potion potiron poudre poulain poulet poulie poussin pratique
  premier presse prisme profil projet promesse prudent prune prunier pupitre puzzle pyjama
  pyramide quartier quartz quatre quenelle quiche quille quinze rabot racine radeau radis rafale
  raisin rallye ramage rameau rampe rapide raquette ravin rayon rayure refuge remorque rempart
  renard retour revue rhubarbe ricochet rideau rigolo rime rivage robinet robot rocaille rocher
  romance romarin ronde rosier rotonde rouge rouleau roulotte route royaume ruban rubis ruche
  ruisseau rustique rythme sable sablier sabot sacoche safari safran sagesse saison salade
  saladier salon samba samedi samovar sandale sanglier santal saphir sapin sardine sauge saule
  saumon savane savant saveur savon seigle semaine semelle semoule sentier serrure service sifflet
  signal silence sillage sillon simple soie soigneux soleil solide sommet sonate sonnette sorbet
  sorbier sorcier soucoupe souffle soupe soupir source sourcil sourire souris spatule spirale
  sport stade station statue studio stylo sucre sucrier surprise symbole table tableau tablette
  tablier tabouret taille talent talon tambour tamis tandem tango tapis tarte tartine tasse
  taureau taxi temple tennis terrasse terre texte thermos tigre tilleul timbre tipi tiroir tisane
  titan toboggan toile toiture tomate tombola tonnelle topaze torche tornade tortue totem toundra
  toupie tour train traineau trajet tranche travail triangle tricot tricycle trio trois trombone
  tropique troupeau trousse truelle truffe truite tuile tulipe tunique turbot tuteur union usage
  usine utile vacances vagabond valise vallon valse vanille vannier varappe vasque vendange
  vendredi verdure verger verglas viaduc victoire vigne vigneron villa village violette violon
  virage virgule visage visite vitamine vitesse vitrail vitrine voilier voisin voiture volant
  volcan volet volume voyage wagon yaourt zeste zigzag zinc zodiaque
`
  .trim()
  .split(/\s+/);
