/// How long it is from one day to a later one, as people say it: `1 day`, `41 days`, and from two
/// months on in whole months, `7 months`.
public func spell(from first: Day, to second: Day) -> String {
    let days = second - first
    guard days >= 61 else { return days == 1 ? "1 day" : "\(days) days" }
    var months = 0
    while first.adding(months: months + 1) <= second { months += 1 }
    return "\(months) months"
}

/// Several things in one phrase: `police`, `police and school`, `police, school and health`.
public func list(_ things: [String]) -> String {
    guard let last = things.last, things.count > 1 else { return things.first ?? "" }
    return things.dropLast().joined(separator: ", ") + " and " + last
}

/// `first` to `tenth`, then `11th` and so on.
public func ordinal(_ number: Int) -> String {
    let names = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ]
    if (1...names.count).contains(number) { return names[number - 1] }
    return switch (number % 10, number % 100) {
    case (1, let rest) where rest != 11: "\(number)st"
    case (2, let rest) where rest != 12: "\(number)nd"
    case (3, let rest) where rest != 13: "\(number)rd"
    default: "\(number)th"
    }
}

/// `three` to `ten` in words, other numbers in figures.
public func count(_ number: Int) -> String {
    let names = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ]
    return names.indices.contains(number) ? names[number] : "\(number)"
}
