// SPDX-License-Identifier: Apache-2.0

/// What is asked of a model; the tasks differ in the fields that they need.
enum NativeTask {
    /// Text for a prompt.
    case generation
    /// One of given classes for a text.
    case classification
    /// A summary of a text.
    case summarization
}
