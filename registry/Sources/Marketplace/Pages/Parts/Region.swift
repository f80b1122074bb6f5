import HTML

/// A region that scrolls sideways by itself, and that the keyboard reaches.
func scrolling(_ label: String, _ content: HTML) -> HTML {
    """
    <div class="scroll" tabindex="0" role="region" aria-label="\(label)">\(content)</div>
    """
}

/// A list of names and values.
func facts(_ pairs: [(name: String, value: HTML)]) -> HTML {
    """
    <dl class="facts">\(pairs.map { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>" })</dl>
    """
}

/// Paragraphs as they were written: an empty line begins another.
func paragraphs(_ text: String) -> HTML {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
    return lines.map { "<p>\(String($0))</p>" as HTML }.joined()
}

/// Says that an entry is invented.
let sampleMark: HTML = "Sample ·"
