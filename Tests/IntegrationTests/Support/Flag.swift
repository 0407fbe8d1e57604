// SPDX-License-Identifier: Apache-2.0

/// Something that becomes true once, for tasks to look at.
actor Flag {
    private(set) var isSet = false

    func set() {
        isSet = true
    }
}
