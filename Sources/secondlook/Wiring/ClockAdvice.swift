import Timekeeping

extension ClockDoubt {
    /// What is wrong and what follows from it.
    var consequence: String {
        "\(self) No alert is withdrawn on its word, and time goes on without it."
    }

    /// The same, and what to do.
    var advice: String { "\(consequence) \(remedy())" }
}
