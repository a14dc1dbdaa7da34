import Foundation

/// Log odds to probability.
func logistic(_ logOdds: Double) -> Double { 1 / (1 + exp(-logOdds)) }
