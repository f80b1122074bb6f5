import CommandLineTool
import Testing

@Suite struct ParsingTests {
    private func run(_ line: String) async -> (code: ExitCode, out: String, error: String) {
        let recorder = Recorder()
        let words = line.split(separator: " ").map { String($0) }
        let code = await Kitchen.program.run(words, console: recorder.console())
        return (code, recorder.out, recorder.error)
    }

    @Test(arguments: [
        ("serve", "8080 none [] normal false nowhere"),
        ("serve --port 1", "1 none [] normal false nowhere"),
        ("serve --port=1 --config=a=b", "1 a=b [] normal false nowhere"),
        ("serve -p1 -vc x", "1 x [] normal true nowhere"),
        ("serve -vp 2 here", "2 none [] normal true here"),
        ("serve here --po 3", "3 none [] normal false here"),
        ("-v serve --topic a -tb --topic=c", #"8080 none ["a", "b", "c"] normal true nowhere"#),
        ("serve --level loud --port 1 --port 2", "2 none [] loud false nowhere"),
        ("serve -- --port", "8080 none [] normal false --port"),
        ("serve -", "8080 none [] normal false -"),
        ("serve -c -v", "8080 -v [] normal false nowhere"),
        ("read a 1 2 3", "a [1, 2, 3]"), ("log read a", "a []"),
    ])
    func `a line is read by the conventions of getopt_long`(line: String, expected: String) async {
        let result = await run(line)
        #expect(result.out == expected + "\n")
        #expect(result.code == .success && result.error.isEmpty)
    }

    @Test(arguments: [
        (
            "serve --port x",
            "kitchen serve: --port needs a number from 0 to 65535, not “x”. Try --port 8080."
        ),
        (
            "serve --port=65536",
            "kitchen serve: --port needs a number from 0 to 65535, not “65536”. Try --port 8080."
        ),
        (
            "serve --port",
            "kitchen serve: --port needs a number from 0 to 65535 behind it. Try --port 8080."
        ),
        ("serve --config=", "kitchen serve: --config needs a path, not “”."),
        (
            "serve --level high",
            "kitchen serve: --level needs one of quiet, normal, loud, not “high”. Try --level quiet."
        ),
        ("serve --ratio 1.5", "kitchen serve: --ratio needs a number from 0.0 to 1.0, not “1.5”."),
        (
            "serve --verbose=yes",
            "kitchen serve: --verbose takes no value. Leave out “=” and what follows."
        ),
        ("serve --prot 1", "kitchen serve: there is no option --prot. Did you mean --port?"),
        ("serve --xyzzy", "kitchen serve: there is no option --xyzzy."),
        (
            "--ver", "kitchen: --ver could be --verbose or --version. Write it out."
        ),
        (
            "serve -x",
            "kitchen serve: there is no option -x. "
                + "Put “--” in front of words that begin with “-”."
        ),
        ("sevre", "kitchen: there is no command “sevre”. Did you mean “serve”?"),
        ("dance", "kitchen: there is no command “dance”. There are serve, read, log."),
        ("", "kitchen: say what to do: serve, read, log."),
        ("log", "kitchen log: say what to do: read."),
        ("read", "kitchen read: FILE is missing: a path."),
        ("read a 0", "kitchen read: MORE needs a number from 1 to 9, not “0”."),
        ("serve a b", "kitchen serve: “b” is one word too many. Leave it out."),
        ("read wrong", "kitchen read: FILE and --config do not go together."),
    ])
    func `a line that is not understood names the word and the remedy`(
        line: String, expected: String
    ) async {
        let result = await run(line)
        let command = expected.prefix { $0 != ":" }
        #expect(result.error == "\(expected) See “\(command) --help”.\n")
        #expect(result.code == .usage && result.out.isEmpty)
    }

    @Test func `a failure is one line and code 1, and a command may choose its code`() async {
        let broken = await run("read broken")
        #expect(broken.code == .failure && broken.error == "kitchen read: the file is broken.\n")
        let code = await run("read code")
        #expect(code.code.rawValue == 7 && code.error.isEmpty)
    }

    @Test func `reading a line runs nothing and shows whether an option was given`() throws {
        let request = try Kitchen.program.parse(["serve", "--port", "8080"])
        guard case .run(_, let invocation) = request else {
            Issue.record("the line asks for a run")
            return
        }
        #expect(invocation.name == "kitchen serve")
        #expect(invocation.isGiven(Kitchen.port) && !invocation.isGiven(Kitchen.config))
    }

    @Test func `an option may have two values behind it`() async {
        let between = Option(
            pair: "between", .number(in: 0...9), placeholder: "A B", help: "From here to there.")
        let files = Argument(repeated: "FILE", .path, help: "Files.")
        let program = Command(
            "measure", summary: "Measures.", options: [between], arguments: [files]
        ) { line in
            let pair = line[between].map { "\($0) to \($1)" } ?? "all"
            line.console.print("\(pair) \(line[files])")
        }
        func run(_ words: String...) async -> String {
            let recorder = Recorder()
            _ = await program.run(words, console: recorder.console())
            return recorder.out + recorder.error
        }
        #expect(await run("a") == "all [\"a\"]\n")
        #expect(await run("a", "--between", "1", "2", "b") == "1 to 2 [\"a\", \"b\"]\n")
        #expect(await run("--between=1", "2", "--between", "3", "4") == "3 to 4 []\n")
        #expect(await run("a", "--between", "1").contains("--between needs 2 values behind it."))
        #expect(await run("--between", "1", "x").contains("not “x”"))
    }
}
