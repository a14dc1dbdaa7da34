import ArgumentParser

/// Options of every command that reads a document as if it had just been fetched.
struct DocumentOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Address the file came from, for its relative links.", valueName: "url"))
    var baseURL: String?

    @Option(
        name: .customLong("header"),
        help: ArgumentHelp(
            "Field of the answer it came in; Content-Type, -Location and -Language count.",
            valueName: "Name: value"))
    var headers: [AnswerField] = []

    var source: DocumentSource { DocumentSource(baseURL: baseURL, headers: headers) }
}
