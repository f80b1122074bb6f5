/// Words that say nothing about a subject. They are neither indexed nor looked for.
///
/// Pronouns, articles, prepositions, auxiliaries and the like: words of grammar alone. A word that
/// can be a subject is not here, however frequent; its rarity is its weight.
enum StopWords {
    static let english: Set<String> = Set(
        """
        a about above after again against all also am an and any are as at be because been before
        being below between both but by can cannot could did do does doing down during each either
        etc few for from further had has have having he hence her here hers herself him himself his
        how however i if in into is it its itself just may me might more most must my myself neither
        no nor not of off on once only onto or other our ours ourselves out over own same shall she
        should since so some such than that the their theirs them themselves then there thereby
        therefore these they this those through thus to too under until up upon very via was we were
        what when where whereas whether which while who whom whose why will with within without
        would yet you your yours yourself yourselves don doesn didn isn aren wasn weren hasn haven
        hadn won wouldn couldn shouldn able although among amongst another anybody anyone anything
        anyway besides else ever everybody everyone everything indeed let like many maybe much
        namely nevertheless nobody nothing now often otherwise perhaps please quite rather really
        several somebody somehow someone something sometimes still though toward towards unless
        various whatever whenever wherever whichever whoever
        """.split { $0 == " " || $0 == "\n" }.map(String.init))

    /// What an apostrophe leaves of a shortened word or a possessive.
    static let afterApostrophe: Set<String> = ["s", "t", "d", "m", "ll", "re", "ve"]
}
