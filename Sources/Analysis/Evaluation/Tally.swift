/// Hits and errors of a yes-or-no decision, and the figures made of them.
struct Tally {
    var truePositives = 0
    var falsePositives = 0
    var falseNegatives = 0

    mutating func count(gold: Bool, predicted: Bool) {
        if gold && predicted { truePositives += 1 }
        if !gold && predicted { falsePositives += 1 }
        if gold && !predicted { falseNegatives += 1 }
    }

    mutating func count<Label: Hashable>(gold: Set<Label>, predicted: Set<Label>) {
        let common = gold.intersection(predicted).count
        truePositives += common
        falsePositives += predicted.count - common
        falseNegatives += gold.count - common
    }

    var precision: Double { share(truePositives, of: truePositives + falsePositives) }
    var recall: Double { share(truePositives, of: truePositives + falseNegatives) }

    /// Harmonic mean of precision and recall; 0 when both are.
    var f1: Double {
        let sum = precision + recall
        return sum > 0 ? 2 * precision * recall / sum : 0
    }
}

/// A part of a whole, 0 when the whole is empty.
func share(_ part: Int, of whole: Int) -> Double {
    whole == 0 ? 0 : Double(part) / Double(whole)
}

func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
}

/// Share of the union that two sets have in common; two empty sets agree fully.
func jaccard<Element: Hashable>(_ left: Set<Element>, _ right: Set<Element>) -> Double {
    let common = left.intersection(right).count
    let union = left.count + right.count - common
    return union == 0 ? 1 : Double(common) / Double(union)
}
