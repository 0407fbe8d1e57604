// SPDX-License-Identifier: Apache-2.0

/// The prompts of the tasks: the text files beside this one, which are compiled into the program.
enum Prompts {
    /// What a classification is: `{{classes}}` as lines of JSON, `{{instructions}}`, and the key in an `{{example}}`.
    static let classificationSystem = PromptTemplate(PackageResources.classification_system_txt)
    /// The `{{text}}` to classify.
    static let classificationUser = PromptTemplate(PackageResources.classification_user_txt)
    /// The second try: `{{classes}}` and the `{{example}}` again.
    static let classificationRepair = PromptTemplate(PackageResources.classification_repair_txt)
    /// What a summary is: `{{instructions}}`.
    static let summarizationSystem = PromptTemplate(PackageResources.summarization_system_txt)

    private static let instructions = PromptTemplate(PackageResources.instructions_txt)

    /// The paragraph with a caller's own instructions; nothing without any.
    static func instructions(_ prompt: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        prompt.isEmpty ? [] : instructions.filled(["prompt": prompt])
    }
}
