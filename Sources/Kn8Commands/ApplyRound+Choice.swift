// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Apply
internal import Kn8Value

extension ApplyRound {
    /// Leaves out the objects whose labels `text`, a selector, does not match.
    mutating func select(_ text: String) throws(CommandError) {
        do throws(LabelSelector.SyntaxError) {
            selector = try LabelSelector(text)
        } catch {
            throw CommandError(error.description)
        }
    }

    /// Makes every object a member of `set` before it is applied.
    mutating func join(_ set: ApplySet) {
        preparation = { object throws(CommandError) in
            do throws(PruneRefusal) { return try set.member(object) } catch {
                throw CommandError(error.message)
            }
        }
    }
}
