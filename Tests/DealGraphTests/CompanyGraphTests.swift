import NewsModel
import Testing

@testable import DealGraph

@Suite struct CompanyGraphTests {
    private let graph = CompanyGraph(deals: [
        .sample(1, .investment, "investor:A recipient:B"), .sample(2, .compute, "customer:B provider:C"),
        .sample(3, .partnership, "partner:C partner:D"), .sample(4, .release, "releaser:E"),
        .sample(5, .talent, "employer:D source:A person:Ann"), .sample(6, .release, "releaser:B"),
    ])

    private func links(_ graph: CompanyGraph) -> [String] {
        graph.links.map { $0.from + ($0.isFlow ? ">" : "-") + $0.to }
    }

    @Test func companiesAreJoinedByTheirDealsAndPeopleAreLeftOut() {
        #expect(links(graph) == ["A>B", "B>C", "C-D", "D-A"])
        #expect(graph.companies.map(\.id) == ["B", "A", "C", "D", "E"])
        #expect(graph.companies.map(\.deals) == [3, 2, 2, 2, 1])
    }

    @Test(arguments: [
        ("B", 1, ["A>B", "B>C"]), ("A", 2, ["A>B", "B>C", "C-D", "D-A"]), ("E", 3, []), ("?", 1, []),
    ])
    func aNeighbourhoodHasWhatIsNear(company: String, depth: Int, expected: [String]) {
        #expect(links(graph.neighbourhood(of: company, depth: depth)) == expected)
    }

    @Test func theLargestKeepTheOneAroundWhichItAllIs() {
        #expect(links(graph.largest(2)) == ["A>B"])
        #expect(graph.largest(2, around: "C").companies.map(\.id) == ["B", "C"])
        #expect(graph.largest(9).companies.map(\.id) == ["B", "A", "C", "D"])
        // A and C have no deal with each other.
        #expect(CompanyGraph(deals: graph.links.map(\.deal)).largest(1).companies.isEmpty)
    }

    @Test func anAllianceOfManyStaysSmall() {
        let members = (0..<40).map { "member:m\($0)" }.joined(separator: " ")
        #expect(CompanyGraph(deals: [.sample(1, .alliance, members)]).links.count == 66)
    }

    // MARK: Layout

    @Test(arguments: [0, 1, 2, 3, 40])
    func nodesStandApartInTheSquare(count: Int) {
        let links = (0..<max(0, count - 1)).map { ($0, $0 + 1) } + (count > 0 ? [(0, 0)] : [])
        let layout = GraphLayout(count: count, links: links)
        #expect(layout == GraphLayout(count: count, links: links))
        #expect(layout.points.count == count)
        for (index, point) in layout.points.enumerated() {
            #expect((-1e-9...1 + 1e-9).contains(point.x) && (-1e-9...1 + 1e-9).contains(point.y))
            for other in layout.points[..<index] {
                let way = point - other
                #expect((way * way).sum() > 1e-4)
            }
        }
    }

    @Test func linkedNodesStandNearerThanOthers() {
        // Two triangles.
        let layout = GraphLayout(count: 6, links: [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3)])
        func distance(_ one: Int, _ other: Int) -> Double {
            let way = layout.points[one] - layout.points[other]
            return (way * way).sum().squareRoot()
        }
        #expect([distance(0, 1), distance(1, 2), distance(3, 4)].allSatisfy { $0 * 2 < distance(0, 3) })
    }
}
