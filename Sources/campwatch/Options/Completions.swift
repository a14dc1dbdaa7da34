import ArgumentParser
import Foundation
import Persistence
import Watch

/// What a shell offers for names that only the configuration and the database know.
///
/// Tab asks the program, which has no longer than a blink. What cannot be read offers nothing.
enum Completions {
    /// More than anybody reads.
    private static let most = 200

    static var parties: CompletionKind {
        .custom { words, _, prefix in
            let place = Place(words)
            let wanted = prefix.lowercased()
            let listed = WrittenNames(place.directories).parties.filter { $0.hasPrefix(wanted) }
            let stored = place.ask { try $0.parties(beginningWith: wanted, limit: most) }
            return harmless(Array(Set(listed).union(stored).sorted().prefix(most)))
        }
    }

    static var feeds: CompletionKind {
        .custom { words, _, _ in harmless(names(ofFeedsAt: Place(words).ask { try $0.addresses() })) }
    }

    static var rules: CompletionKind {
        .custom { words, _, _ in harmless(WrittenNames(Place(words).directories).rules) }
    }

    static var sinks: CompletionKind {
        .custom { words, _, _ in harmless(WrittenNames(Place(words).directories).sinks) }
    }

    /// Those without a sign that a shell reads: bash expands what `compgen -W` is given, and addresses of feeds come from
    /// strangers.
    static func harmless(_ names: [String]) -> [String] {
        names.filter { name in
            !name.isEmpty
                && name.unicodeScalars.allSatisfy {
                    $0.properties.isAlphabetic || $0.properties.numericType != nil
                        || "._~:/?=&%+@,#-".unicodeScalars.contains($0)
                }
        }
    }

    /// The host of a feed, where no other has it; else the address without its scheme, as bash parts words at colons.
    static func names(ofFeedsAt urls: [String]) -> [String] {
        let addresses = urls.map(FeedChoice.bare)
        let hosts = addresses.map { String($0.prefix { $0 != "/" }) }
        let counts = Dictionary(hosts.map { ($0, 1) }, uniquingKeysWith: +)
        return zip(hosts, addresses).map { counts[$0] == 1 ? $0 : $1 }.sorted()
    }

    /// Where the command that is being typed will look.
    struct Place {
        var directories: Directories

        init(_ words: [String], environment: [String: String] = ProcessInfo.processInfo.environment) {
            func value(of option: String) -> String? {
                if let index = words.firstIndex(of: option), index + 1 < words.count {
                    return words[index + 1]
                }
                return words.first { $0.hasPrefix(option + "=") }.map {
                    String($0.dropFirst(option.count + 1))
                }
            }
            directories = Directories(
                config: value(of: "--config"), state: value(of: "--state"), environment: environment)
        }

        /// What the database answers, or nothing.
        func ask(_ question: (Store) throws -> [String]) -> [String] {
            guard let store = try? Store.open(path: directories.database, mode: .reader) else { return [] }
            return (try? question(store)) ?? []
        }
    }
}
