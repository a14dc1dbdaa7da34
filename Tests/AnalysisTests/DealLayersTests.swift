import NewsModel
import TestSupport
import Testing

@testable import Analysis

@Suite struct DealLayersTests {
    @Test func theShippedFileSaysTheLayerOfEveryType() throws {
        let layers = try DealLayers(directory: Repository.path("config"))
        #expect(layers.names == ["capital", "compute", "distribution", "release", "other"])
        #expect(layers.layer(of: .investment) == "capital")
        #expect(layers.layer(of: .compute) == "compute")
        #expect(layers.layer(of: .licensing) == "distribution")
        #expect(layers.layer(of: .release) == "release")
        #expect(layers.layer(of: .partnership) == "other")
    }

    @Test func aMissingFileIsNamed() {
        let error = #expect(throws: LexiconErrors.self) { try DealLayers(directory: "/nowhere") }
        #expect(error?.all.map(\.file) == ["/nowhere/lexicon/domain.toml"])
    }
}
