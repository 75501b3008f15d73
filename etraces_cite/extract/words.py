"""Words around a number: those that can stand between it and its noun, and those that are no noun at all."""

from __future__ import annotations

from etraces_cite.extract.lexicon import with_plain_forms

__all__ = ["ADJECTIVES", "COMPOUNDS", "FUNCTION_WORDS", "PARTICIPLE_NOUNS", "PER_STOPS", "PLURALS_WITHOUT_S", "is_counted_noun"]


def _set(words: str) -> frozenset[str]:
    return frozenset(with_plain_forms(dict.fromkeys(words.split())))


ADJECTIVES = _set(
    "nouveau nouveaux nouvelle nouvelles grand grands grande grandes petit petits petite petites premier premiers première premières "
    "dernier derniers dernière dernières autre autres jeune jeunes ancien anciens ancienne anciennes vieux vieille vieilles beau beaux belle belles "
    "bon bons bonne bonnes mauvais mauvaise mauvaises gros grosse grosses long longs longue longues haut hauts haute hautes principal principaux principale "
    "principales différents différentes divers diverses seul seuls seule seules simple simples même mêmes rares fameux fameuses prétendus prétendues meilleur meilleurs "
    "meilleures pires vrais vraies faux fausses futur futurs future futures éventuels éventuelles prochain prochains prochaine prochaines courts courtes "
    "très gigantesques énormes importants importantes malheureux malheureuses pauvres plein pleins pleines bonnes demi-douzaine millions milliards"
)
"""Adjectives that stand before their noun (Grevisse, *Le Bon Usage*, § 327)."""

FUNCTION_WORDS = _set(
    "à a ai ainsi alors après as assez au aucun aucune aujourd'hui auprès auquel aussi autant autour aux auxquelles auxquels avaient avais avait avant avec avez avions avoir "
    "avons ayant beaucoup bien bientôt c ça car ce ceci cela celle celles celui cependant certains certaines ces cet cette ceux chacun chacune chaque chez ci combien comme comment "
    "contre d dans davantage de debout dedans dehors déjà depuis derrière des dès desquelles desquels dessous dessus devant donc dont du durant elle elles en encore enfin "
    "ensuite entre envers environ es est et étaient étais était étant êtes être eu eue eues eurent eus eut eux fait faites faudra faut fur furent fus fut hier hors hui ici il ils "
    "j jamais je jusque jusqu l la là laquelle le lequel les lesquelles lesquels leur leurs loin lors lorsque lui m ma maintenant mais malgré me mes mien miens mieux moi moins mon "
    "n ne néanmoins ni non nos notre nous on ont or ou où oui outre par parce parfois parmi partout pas pendant peu peut peuvent plus plusieurs plutôt point pour pourquoi "
    "pourtant près presque puis puisque qu quand quant que quel quelle quelles quelque quelques quels qui quiconque quoi quoique s sa sans sauf se sera seraient serait serez "
    "seront ses si sien siens sinon soit sommes son sont sous souvent suis suivant sur surtout t ta tandis tant te tel telle telles tels tes toi ton tous tout toute toutefois "
    "toutes très trop tu un une vers via voici voilà vos votre vous vs y zéro selon afin auparavant puissent ailleurs demain sitôt tantôt toujours longtemps ensemble tard tôt "
    "vis volontiers certes hormis concernant moyennant quasi quasiment exactement seulement minimum maximum pile pièce "
    "ht ttc hors toutes ans mois jours cas dessus-dessous ci-dessus ci-dessous ci-après plus-tard avons sais sait dis dit mis pris compris y-compris remis admis promis permis transmis soumis "
    "devons devez doivent devaient doit devait devrait devraient pouvons pouvez pouvait pouvaient pourrait pourraient veux veut voulons viens vient faisons allons vais restons "
    "disponibles nécessaires supplémentaires possibles visibles présents présentes seulement-là consécutifs consécutives suivants suivantes précédents précédentes favorables concernés concernées "
    "différent restants restantes pris perdus perdues reçus reçues vus vues connus connues venus venues tenus tenues vendus vendues rendus rendues prévus prévues conçus obtenus obtenues faits faites "
    "acquis acquises inscrites-là mises prises ouverts ouvertes décrits décrites produits-là construits construites détruits détruites soumises"
)
"""Words that no number counts: articles, pronouns, prepositions, adverbs, common verbs and adjectives that follow their noun."""

PARTICIPLE_NOUNS = _set(
    "blessés blessées tués tuées inscrits inscrites employés employées salariés salariées députés députées retraités retraitées réfugiés réfugiées condamnés condamnées élus élues "
    "licenciés licenciées diplômés associés associées administrés assurés assurées délégués déléguées envoyés intéressés accusés accusées abonnés abonnées affiliés immigrés immigrées "
    "exilés déportés déportées internés fusillés évacués rapatriés libérés naufragés noyés côtés musées lycées trophées autorités unités entités cités activités facultés qualités "
    "sociétés communautés universités propriétés difficultés libertés volontés sécurités spécialités identités facilités possibilités extrémités localités municipalités collectivités "
    "comités traités marchés congés clés degrés prés thés cafés carrés arrêtés décès alliés invités invitées handicapés cadrés prévenus prévenues détenus détenues individus disparus "
    "disparues sondés sondées interrogés-là votés-là suffragés contrôlés-là gardés-là années journées entrées sorties armées données idées durées soirées tournées assemblées contrées épées allées rangées vallées "
    "traversées arrivées montées poignées pensées matinées fusées risées percées portées-là annonces poupées bouchées gorgées cuillerées dictées fées marées nuées orées corvées criées denrées apogées "
    "mosquées épopées odyssées azalées centrées-là étés bébés curés défilés fichés procédés exposés énoncés relevés résumés communiqués débouchés fossés marchés péchés préjugés privilégiés rescapés "
    "surdoués aînés aînées cadets mariés mariées fiancés nouveau-nés métiers insurgés révoltés émigrés émigrées évadés évadées prisonniers initiés initiées usagés-là usagers apprentis mis-en-cause "
    "saisies parties vies maladies copies compagnies catégories colonies pays fils bras cours corps mois fois temps"
)
"""Nouns that look like participles."""

PLURALS_WITHOUT_S = _set("taser tasers voix choix prix croix noix paix gaz nez riz quiz vieux media leader stalker personnes- yens cor")
"""Plurals that end otherwise than in s or x, and invariable nouns."""

COMPOUNDS = _set(
    "d'intérêts d'intérêt d'état d'affaires d'offres d'offre d'œuvre d'art d'eau d'armes d'habitants"
) | frozenset(("de loi", "de police", "de l'ordre", "de vue", "de caméra", "de caméras", "de parole"))
"""Complements that make one noun with the noun before them: ``représentants d'intérêts``."""

PER_STOPS = _set(
    "le la les l un une des ce cet cette ces son sa ses leur leurs mon ma mes notre nos votre vos rapport exemple ailleurs conséquent contre décret arrêté ordonnance loi décision "
    "voie chèque virement carte courrier hasard erreur ailleurs suite crainte souci peur internet mail téléphone terre mer avance ici là qui quoi lequel laquelle lesquels tous toutes "
    "rapports dessus dessous endroits moments fois contrat accord amendement vote référendum plusieurs certains tranches d de du défaut principe construction nature deux trois quatre cinq dix cent mille"
)
"""Words after *par* that name no unit: ``500 euros par décret`` is no price per decree."""

_HEADS_OF_COMPOUNDS = _set(
    "représentants représentant chefs chef hommes homme femmes femme appels appel mains main œuvres projets projet propositions proposition agents agent officiers officier "
    "commissariats gardiens forces points-de gardes prises tribunes"
)


def is_counted_noun(word: str, *, singular: bool) -> bool:
    """Return whether ``word``, in lower case, can be what the number before it counts.

    :param singular: True below 2, where the noun is in the singular.
    """
    if word in FUNCTION_WORDS or len(word) < 3:
        return False
    if word in PARTICIPLE_NOUNS or word in PLURALS_WITHOUT_S:
        return True
    if word.endswith(("és", "ées")) and not word.endswith(("tés", "iés")):
        return False
    if word.endswith(("tés", "tées")) and not word.endswith(("ités", "etés", "ltés", "rtés", "utés", "ntés", "stés", "êtés", "ités-")):
        return False
    if word[-1] in "sxz" or "-" in word:
        return True
    return singular and not word.endswith(("é", "ée", "ait", "aient", "ent", "er", "ons", "ez"))


def takes_complement(word: str) -> bool:
    """Return whether a complement of :data:`COMPOUNDS` may belong to ``word``."""
    return word in _HEADS_OF_COMPOUNDS
