import Foundation
import Testing

@testable import Analysis

/// Five gold stories with predictions that are wrong in a known way each; the names are invented.
enum EvaluationFixture {
    /// g1 two deals, g2 rumoured purchase, g3 irrelevant, g4 mixed with a retold old deal, g5 no prediction.
    static let gold = """
        {"id": "g1", "lang": "en", "published": "2025-11-19", "title": "Lumen Fund backs Openfox", "text": "Lumen Fund and Brass Chips put up to $2bn into Openfox, which rents chips from Brass.", "relevant": true, "camp": "open", "deal_types": ["investment", "compute"], "primary": "investment", "deals": [{"type": "investment", "status": "announced", "main": true, "parties": [{"id": "lumen-fund", "role": "investor"}, {"id": "brass-chips", "role": "investor"}, {"id": "openfox", "role": "recipient"}], "amount": {"value": 2000000000, "currency": "USD", "bound": "up_to"}}, {"type": "compute", "status": "announced", "main": false, "parties": [{"id": "openfox", "role": "customer"}, {"id": "brass-chips", "role": "provider"}], "quantity": {"value": 1.5, "unit": "GW", "bound": "exact"}}]}
        {"id": "g2", "lang": "ru", "published": "2025-10-01T08:30:00Z", "title": "Гранит ведёт переговоры о покупке Сейф-ИИ", "text": "По словам источников.", "relevant": true, "camp": "closed", "deal_types": ["acquisition"], "primary": "acquisition", "deals": [{"type": "acquisition", "status": "rumoured", "main": true, "parties": [{"id": "granit", "role": "acquirer"}, {"id": "safe-ii", "role": "target"}], "amount": {"value": 1000, "currency": "RUB", "bound": "exact"}}], "kind": "ignored"}

        {"id": "g3", "lang": "en", "published": null, "title": "A football club changes its sponsor", "text": "", "relevant": false, "camp": "none", "deal_types": [], "primary": "none"}
        {"id": "g4", "lang": "ru", "title": "Две модели за день", "text": "", "relevant": true, "camp": "mixed", "deal_types": ["release"], "primary": "release", "deals": [{"type": "release", "status": "completed", "main": true, "parties": [{"id": "openfox", "role": "releaser"}]}, {"type": "release", "status": "completed", "main": true, "parties": [{"id": "vault", "role": "releaser"}]}, {"type": "investment", "status": "background", "main": false, "parties": [{"id": "vault", "role": "recipient"}]}]}
        {"id": "g5", "lang": "en", "title": "Alliance formed", "text": "", "relevant": true, "camp": "open", "deal_types": ["alliance"], "primary": "alliance", "deals": [{"type": "alliance", "status": "announced", "main": true, "parties": []}], "shifts": [{"id": "vault", "from": "closed", "to": "open"}]}
        """

    static let predictions = """
        {"id": "g1", "relevant": true, "camp": "open", "deal_types": ["investment", "partnership"], "primary": "investment", "deals": [{"type": "investment", "status": "completed", "main": true, "parties": [{"id": "lumen-fund", "role": "investor"}, {"id": "openfox", "role": "recipient"}], "amount": {"value": 2005000000, "currency": "USD", "bound": "exact"}}, {"type": "compute", "status": "announced", "main": true, "parties": [{"id": "brass-chips", "role": "customer"}, {"id": "openfox", "role": "provider"}]}, {"type": "partnership", "status": "announced", "parties": [{"id": "openfox", "role": "partner"}]}]}
        {"id": "g2", "relevant": true, "camp": "none", "deal_types": ["acquisition"], "primary": "acquisition", "deals": [{"type": "acquisition", "status": "rumoured", "main": true, "parties": [{"id": "granit", "role": "acquirer"}, {"id": "safe-ii", "role": "target"}], "amount": {"value": 1000, "currency": "USD", "bound": "exact"}}]}
        {"id": "g3", "relevant": false, "deals": [{"type": "release", "status": "background", "parties": []}]}
        {"id": "g4", "relevant": true, "camp": "mixed", "deal_types": ["release", "investment"], "primary": "investment", "deals": [{"type": "release", "status": "completed", "main": true, "parties": [{"id": "openfox", "role": "releaser"}, {"id": "vault", "role": "releaser"}]}, {"type": "investment", "status": "background", "parties": [{"id": "vault", "role": "recipient"}]}]}
        """

    static func stories(_ lines: String, as purpose: GoldFile.Purpose) throws -> [GoldStory] {
        try GoldFile.parse(Data(lines.utf8), name: "fixture.jsonl", as: purpose)
    }
}
