"""Words around a number: those that can stand between it and its noun, and those that are no noun at all."""

from __future__ import annotations

from etraces_cite.extract.lexicon import CARDINALS, with_plain_forms

__all__ = [
    "ADJECTIVES",
    "COMPOUNDS",
    "FUNCTION_WORDS",
    "PARTICIPLE_NOUNS",
    "PER_STOPS",
    "is_counted_noun",
    "takes_complement",
]


def _set(words: str) -> frozenset[str]:
    return frozenset(with_plain_forms(dict.fromkeys(words.split())))


ADJECTIVES = _set(
    """
    nouveau nouveaux nouvel nouvelle nouvelles grand grands grande grandes petit petits petite petites premier premiers première premières
    dernier derniers dernière dernières autre autres jeune jeunes ancien anciens ancienne anciennes vieux vieille vieilles beau beaux belle belles
    bon bons bonne bonnes mauvais mauvaise mauvaises gros grosse grosses long longs longue longues haut hauts haute hautes principal principaux
    principale principales différents différentes divers diverses seul seuls seule seules simple simples même mêmes rares fameux fameuses
    prétendus prétendues meilleur meilleurs meilleures pires vrais vraies faux fausses futur futurs future futures éventuels éventuelles
    prochain prochains prochaine prochaines courts courtes malheureux malheureuses pauvres plein pleins pleines énormes
    """
)
"""Adjectives that stand before their noun (Grevisse, *Le Bon Usage*, § 327)."""

FUNCTION_WORDS = _set(
    """
    à a ai ainsi alors après as assez au aucun aucune aujourd'hui auprès auquel aussi autant autour aux auxquelles auxquels avaient avais avait
    avant avec avez avions avoir avons ayant beaucoup bien bientôt c ça car ce ceci cela celle celles celui cependant certains certaines ces cet
    cette ceux chacun chacune chaque chez ci combien comme comment contre d dans davantage de debout dedans dehors déjà depuis derrière des dès
    desquelles desquels dessous dessus devant donc dont du durant elle elles en encore enfin ensuite entre envers environ es est et étaient étais
    était étant êtes être eu eue eues eurent eus eut eux fait faites faudra faut fur furent fus fut hier hors hui ici il ils j jamais je jusque
    jusqu l la là laquelle le lequel les lesquelles lesquels leur leurs loin lors lorsque lui m ma maintenant mais malgré me mes mien miens mieux
    moi moins mon n ne néanmoins ni non nos notre nous on ont or ou où oui outre par parce parfois parmi partout pas pendant peu peut peuvent plus
    plusieurs plutôt pour pourquoi pourtant près presque puis puisque qu quand quant que quel quelle quelles quelque quelques quels qui
    quiconque quoi quoique s sa sans sauf se sera seraient serait serez seront ses si sien siens sinon soit sommes son sont sous souvent suis
    suivant sur surtout t ta tandis tant te tel telle telles tels tes toi ton tous tout toute toutefois toutes très trop tu un une vers via voici
    voilà vos votre vous vs y selon afin auparavant puissent ailleurs demain sitôt tantôt toujours longtemps ensemble tard tôt vis volontiers
    certes hormis concernant moyennant quasi quasiment exactement seulement minimum maximum pile ht ttc toutes
    sais sait dis dit dites mis pris compris remis admis promis permis transmis soumis devons devez doivent devaient doit devait devrait devraient
    pouvons pouvez pouvait pouvaient pourrait pourraient veux veut voulons viens vient faisons allons vais vas fais peux dois vois crois sens tiens
    fus sus pus dus fis vis dîmes dûs reçus auras seras iras feras
    disponibles nécessaires supplémentaires possibles visibles présents présentes consécutifs consécutives suivants suivantes précédents précédentes
    aec ec av ap apr day
    signifie désactive active indique permet enlève correspond représente désigne implique interdit vaut logique
    favorables concernés concernées restants restantes perdus perdues vues connus connues venus venues tenus tenues
    vendus vendues rendus rendues prévus prévues conçus obtenus obtenues acquis acquises prises mises ouverts ouvertes décrits décrites
    construits construites détruits détruites soumises différent égaux égales identiques distincts distinctes
    """
)
"""Words that no number counts: articles, pronouns, prepositions, adverbs, verbs, and adjectives that follow their noun."""

PARTICIPLE_NOUNS = _set(
    """
    blessés blessées tués tuées inscrits inscrites employés employées salariés salariées députés députées retraités retraitées réfugiés réfugiées
    condamnés condamnées licenciés licenciées diplômés associés associées administrés assurés assurées délégués déléguées envoyés intéressés
    accusés accusées abonnés abonnées affiliés immigrés immigrées exilés déportés déportées internés fusillés évacués rapatriés naufragés noyés
    côtés musées lycées trophées comités traités congés clés degrés prés thés cafés carrés arrêtés alliés invités invitées handicapés prévenus
    prévenues détenus détenues disparus disparues sondés sondées années journées entrées sorties armées données idées durées soirées tournées
    assemblées contrées épées allées rangées vallées traversées arrivées montées poignées pensées matinées fusées risées percées poupées bouchées
    gorgées cuillerées dictées fées marées nuées corvées denrées mosquées épopées étés bébés curés défilés procédés exposés énoncés relevés résumés
    communiqués débouchés fossés marchés péchés préjugés privilégiés rescapés surdoués aînés aînées mariés mariées insurgés révoltés émigrés évadés
    initiés décès procès succès accès excès progrès congrès élus élues mois fois voix choix prix croix noix gaz nez pays fils bras cours corps temps
    avis devis permis-de-construire voies vies parties lits écrits inédits récits délits conflits produits circuits bruits fruits habitants morts
    mis-en-cause reçus tissus individus statuts
    """
)
"""Nouns that look like participles, or that have one form."""

COMPOUNDS = _set("d'intérêts d'intérêt d'état d'affaires d'offres d'offre d'œuvre d'art") | frozenset(
    ("de loi", "de police", "de l'ordre")
)
"""Complements that make one noun with the noun before them: ``représentants d'intérêts``."""

_HEADS = _set(
    """
    représentants représentant chefs chef hommes homme femmes femme appels appel mains main œuvres œuvre projets projet propositions proposition
    agents agent officiers officier forces
    """
)

PER_STOPS = _set(
    """
    le la les l un une des ce cet cette ces son sa ses leur leurs mon ma mes notre nos votre vos rapport exemple ailleurs conséquent contre décret
    arrêté ordonnance loi décision voie chèque virement carte courrier hasard erreur suite crainte souci peur internet mail courriel téléphone terre
    mer avance ici là qui quoi lequel laquelle lesquels tous toutes dessus dessous endroits moments fois contrat accord amendement vote référendum
    plusieurs certains tranches d de du défaut principe construction nature
    """
) | frozenset(CARDINALS)
"""Words after *par* that name no unit: ``500 euros par décret`` is no price per decree."""

_PARTICIPLES = _set(
    "exploités visités limités évités habités sollicités édités mérités hérités facilités débités crédités suscités imités agités inscrits profités acquittés"
)
_NOUN_IN_TES = ("ités", "etés", "ltés", "rtés", "utés", "ntés", "stés", "êtés", "iétés", "autés")


def is_counted_noun(word: str, *, singular: bool) -> bool:
    """Return whether ``word``, in lower case, can be what the number before it counts.

    :param singular: True below 2, where the noun is in the singular.
    """
    if word in FUNCTION_WORDS or word.partition("-")[0] in CARDINALS or len(word) < 3:
        return False
    if word in PARTICIPLE_NOUNS or (singular and word + "s" in PARTICIPLE_NOUNS):
        return True
    if word.endswith(("és", "ées")):
        return word not in _PARTICIPLES and word.endswith(_NOUN_IN_TES)
    if word[-1] in "sxz" or "-" in word:
        return True
    return singular and not word.endswith(("é", "ée", "ait", "ant", "aient", "ent", "er", "ons", "ez"))


def takes_complement(word: str) -> bool:
    """Return whether a complement of :data:`COMPOUNDS` may belong to ``word``."""
    return word in _HEADS
