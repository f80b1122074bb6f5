/// Numbers for people.
public enum Quantity {
    /// 1234567 as `1,234,567`.
    public static func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var text = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// A duration in its two largest units: `45 s`, `2 min 5 s`, `3 h 20 min`, `2 d 1 h`.
    public static func spoken(_ duration: Duration) -> String {
        let seconds = Int(max(0, min(1e12, (duration / .seconds(1)).rounded())))
        let units = [("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1)]
        guard let first = units.firstIndex(where: { seconds >= $0.1 }) else { return "0 s" }
        var rest = seconds
        let parts = units[first...].prefix(2).compactMap { name, size -> String? in
            let count = rest / size
            rest %= size
            return count > 0 ? "\(count) \(name)" : nil
        }
        return parts.joined(separator: " ")
    }
}
