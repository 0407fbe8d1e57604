// SPDX-License-Identifier: Apache-2.0

/// A value of a setting, as a file may give it.
package struct SettingValue: Sendable {
    /// Its place in a file: words in lower case, with dots between them.
    package let key: String
    /// The variable that says the same.
    package let variable: String
    /// What it can be.
    package let form: SettingForm
}
