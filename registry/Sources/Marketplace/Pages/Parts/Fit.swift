import HTML

/// How much of a need's words a solution met: a number of 100, and a small bar.
struct Fit {
    let share: Double

    var html: HTML {
        """
        <div class="fit"><strong>\(hundredths(share))</strong> <span>of 100</span>\(bar(share))</div>
        """
    }
}

/// A bar that is full at 1. It says nothing that does not stand beside it.
func bar(_ share: Double) -> HTML {
    let length = min(100, max(1, hundredths(share)))
    return """
        <svg class="amount" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">\
        <rect class="whole" width="100" height="6"/><rect width="\(length)" height="6"/></svg>
        """
}
