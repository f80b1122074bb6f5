import Glibc

/// The numbers of BM25 that belong to a frozen catalogue.
struct Measure: Sendable, Equatable {
    let saturation: Double
    let lengthShare: Double
    /// Terms in a document, on average.
    let averageLength: Double

    init(_ settings: RankingSettings, _ statistics: Statistics) {
        saturation = settings.saturation
        lengthShare = settings.lengthShare
        averageLength = statistics.averageLength
    }

    /// What no saturated frequency exceeds: k1 + 1.
    var most: Double { saturation + 1 }

    /// What a document's length adds below the line.
    func damping(length: Int) -> Double {
        guard averageLength > 0 else { return saturation }
        return saturation * (1 - lengthShare + lengthShare * Double(length) / averageLength)
    }

    func saturated(_ frequency: Double, damping: Double) -> Double {
        frequency * most / (frequency + damping)
    }

    static func rarity(_ rule: RankingSettings.Rarity, documents: Int, having: Int) -> Double {
        let ratio = (Double(documents - having) + 0.5) / (Double(having) + 0.5)
        return switch rule {
        case .floored: max(log(ratio), 1e-6)
        case .smoothed: log(1 + ratio)
        }
    }
}
