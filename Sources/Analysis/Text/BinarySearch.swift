extension RandomAccessCollection {
    /// The first index whose element is beyond a border, for a collection in which all before the border come
    /// first; in logarithmic time.
    func partitioningIndex(_ isBeyond: (Element) -> Bool) -> Index {
        var low = startIndex
        var left = count
        while left > 0 {
            let half = left / 2
            let middle = index(low, offsetBy: half)
            if isBeyond(self[middle]) {
                left = half
            } else {
                low = index(after: middle)
                left -= half + 1
            }
        }
        return low
    }
}

extension [Range<Int>] {
    /// Whether one of the ranges, which stand in order, shares a byte with another.
    func overlap(_ range: Range<Int>) -> Bool {
        let next = partitioningIndex { $0.upperBound > range.lowerBound }
        return next < count && self[next].lowerBound < range.upperBound
    }
}
