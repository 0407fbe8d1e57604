// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Gateway

struct ClassMatcherTests {
    private static let sentiments = [
        ("positive", "Positive sentiment"), ("negative", "Negative sentiment"), ("neutral", "Neutral sentiment"),
    ]

    private func match(
        _ answer: String,
        _ pairs: [(String, String)] = sentiments,
        isCutOff: Bool = false
    ) throws -> Int? {
        let classes = try GivenClass.make(pairs)
        let matcher = ClassMatcher(keys: ClassKeys.make(for: classes), classes: classes)
        return matcher.match(Array(answer.utf8)[...], isCutOff: isCutOff)
    }

    @Test(arguments: [
        #"{"class_id":"c2"}"#,
        "  {\n  \"class_id\" : \"c2\"\n}\n",
        "\u{FEFF}{\"class_id\":\"c2\"}",
        "```json\n{\"class_id\":\"c2\"}\n```",
        "```\nc2\n```",
        #"<think>It is c1 or {"class_id":"c3"}.</think>{"class_id":"c2"}"#,
        #"c1? c3? no.</think>{"class_id":"c2"}"#,
        #"The text is bad, so: {"class_id": "c2"}. I hope this helps with {braces} too."#,
        #"{"class_id":"negative"}"#,
        #"{"id":"negative"}"#,
        #"{"class":{"id":"negative","label":"Negative sentiment"}}"#,
        #"{"label":"Negative sentiment"}"#,
        #"{"key":"c2","id":"negative","label":"Negative sentiment"}"#,
        #"{"class_id":"The class is c2."}"#,
        #"{"class_id":"c2"}{"class_id":"c2"}"#,
        #"["c2"]"#,
        #""c2""#,
        #""negative""#,
        "c2", " c2\n", "C2", "c2.", "`c2`", "**c2**", "'negative'", "NEGATIVE", "Negative sentiment",
        "negative sentiment", "The answer is c2.", "I would say: negative!", "It has a negative sentiment, clearly.",
    ])
    func answersInAnyFormNameTheirClass(_ answer: String) throws {
        #expect(try match(answer) == 1)
    }

    @Test(arguments: [
        "", " ", "{}", "[]", "null", "c4", "c22", "none of them", #"{"class_id":null}"#, #"{"class_id":"c9"}"#,
        "c1 or c2", "positive and negative", #"{"class_id":"c1"} or {"class_id":"c2"}"#, #"["c1","c2"]"#,
        "nonnegative", "negatively", "non-negative", #"{"class_id":null,"reason":"not positive"}"#,
        #"{"positive": false}"#, #"{"class_id":["c1","c2"],"label":"Positive sentiment"}"#, #"{"class_id":"…"}"#,
        #"{"class_id":"c1"#, "\n", "[positive", #"{"class_id":"c"#, "<think>c2", "I cannot classify this.",
    ])
    func answersThatNameNoneOrSeveralNameNone(_ answer: String) throws {
        #expect(try match(answer) == nil)
    }

    @Test(arguments: ["c1", "positive", "The answer is c1"])
    func whatIsLeftOfACutAnswerIsNoName(_ answer: String) throws {
        #expect(try match(answer) == 0)
        #expect(try match(answer, isCutOff: true) == nil)
    }

    @Test(arguments: [#"{"class_id":"c1"}"#, "```json\n{\"class_id\":\"c1\"}\n", #"{"class_id":"c1"} This is beca"#])
    func aWholeObjectInACutAnswerIs(_ answer: String) throws {
        #expect(try match(answer, isCutOff: true) == 0)
    }

    @Test func longerNamesWinOverThoseInsideThem() throws {
        let cities = [("new", "New"), ("new york", "New York"), ("new york city", "City")]
        #expect(try match("It is new york, I think.", cities) == 1)
        #expect(try match("new york city", cities) == 2)
        #expect(try match("new", cities) == 0)
        #expect(try match("A new one in new york.", cities) == nil)
    }

    @Test func idsThatLookLikeKeysAreNotTakenForOtherKeys() throws {
        let classes = [("c2", "one"), ("C1", "two")]
        #expect(ClassKeys.make(for: try GivenClass.make(classes)) == ["ck1", "ck2"])
        #expect(try match("c2", classes) == 0)
        #expect(try match("C1", classes) == 1)
        #expect(try match(#"{"class_id":"ck1"}"#, classes) == 0)
    }

    @Test func idsThatDifferInCaseOrNormalisationOnlyAreToldApart() throws {
        let classes = [("a", "x"), ("A", "y"), ("\u{E9}", "z"), ("e\u{301}", "w")]
        for position in classes.indices { #expect(try match(classes[position].0, classes) == position) }
    }

    @Test func anIdThatIsAnotherClassesLabelIsTheId() throws {
        let classes = [("spam", "ham"), ("ham", "spam")]
        #expect(try match("ham", classes) == 1)
        #expect(try match("spam", classes) == 0)
    }

    @Test func shortNamesNeedTheirCase() throws {
        let classes = [("A", "first"), ("B", "second")]
        #expect(try match("The answer is B.", classes) == 1)
        #expect(try match("That is a hard one.", classes) == nil)
    }

    @Test func hostileIdsAreFoundByTheirKeys() throws {
        let ids = ["\"", "\n", "\\", "}", "{\"class_id\":\"c1\"}", "正面", " ", "c", "</think>", "id", "a\u{0}b", "```"]
        let classes = ids.map { ($0, "label of \($0)") }
        let keys = ClassKeys.make(for: try GivenClass.make(classes))
        for (position, key) in keys.enumerated() {
            #expect(try match(#"{"class_id":"\#(key)"}"#, classes) == position)
        }
        #expect(try match("正面", classes) == 5)
        #expect(try match("I cannot tell. Is it \"good\"? {}", classes) == nil)
    }

    @Test func whatBelongsToALargerWordIsNoName() throws {
        let languages = [("C", "C"), ("Java", "Java"), ("1", "one"), ("3", "three"), ("key", "class_id")]
        for answer in ["C++", "C#", "It is C++.", "JavaScript", "The score is -1.", "3.5 stars", "3-4", "C's", "1,000"]
        {
            #expect(try match(answer, languages) == nil, "\(answer)")
        }
        for (answer, position) in [("It is C.", 0), ("'C'", 0), ("Java, of course", 1), ("3 stars", 3), ("(1)", 2)] {
            #expect(try match(answer, languages) == position, "\(answer)")
        }
        #expect(try match(#"{"result":"nothing fits"}"#, [("result", "a"), ("other", "b")]) == nil)
        #expect(try match(#"{"class_id":"…"}"#, languages) == nil)
    }

    @Test func ofAnAnswerThatWasCutOffOnlyAWholeObjectCounts() throws {
        let classes = try GivenClass.make((1...300).map { ("id\($0)", "") })
        let matcher = ClassMatcher(keys: ClassKeys.make(for: classes), classes: classes)
        for answer in [#"{"class_id":"c1"#, "c1", "The class is c1"] {
            #expect(matcher.match(Array(answer.utf8)[...], isCutOff: true) == nil)
        }
        #expect(matcher.match(Array(#"{"class_id":"c1"} because"#.utf8)[...], isCutOff: true) == 0)
    }

    @Test func keysStayShortWhateverTheIdsAre() throws {
        let ids = (0..<1_000).map { ("c" + String(repeating: "k", count: $0 % 20) + "1", "cka\($0)") }
        let keys = ClassKeys.make(for: try GivenClass.make(ids))
        #expect(keys.first == "ckb1")
        let all = try GivenClass.make((0..<26).map { ("ck\(UnicodeScalar(UInt8(97 + $0)))7", "") } + [("c0", "ck9")])
        #expect(ClassKeys.make(for: all).first == "ckba1")
    }

    @Test(.timeLimit(.minutes(1))) func hostileNamesAndAnswersTakeNoLongTime() throws {
        let marks = "a" + String(repeating: "\u{301}\u{323}", count: 200_000)
        let dashes = String(repeating: "-", count: 190)
        var pairs = [(marks, marks + "b"), (marks + "c", "")]
        pairs += (0..<998).map { ("\(dashes)\($0)", "a \(dashes)\($0)") }
        #expect(try match("a " + String(repeating: "-", count: 8_000), pairs) == nil)
        #expect(try match(marks, pairs) == nil)
    }

    /// A thousand names that all begin as the answer does: what is done must not be their number times its length.
    @Test(.timeLimit(.minutes(1))) func manyNamesOfTheSameWordsTakeNoLongTime() throws {
        let pairs = (0..<1_000).map {
            (String(repeating: "a ", count: 80) + "z\($0)", String(repeating: "a ", count: 90) + "y\($0)")
        }
        for _ in 0..<5 { #expect(try match(String(repeating: "a ", count: 500), pairs) == nil) }
        #expect(try match("so it is \(pairs[7].1), I think", pairs) == 7)
    }

    @Test func namesThatBeginEachOtherAreToldApartByTheirWholeLength() throws {
        let names = [("new york", "x"), ("new york city", "y"), ("york", "z"), ("No", "w"), ("no", "v")]
        #expect(try match("That is new york cit.", names) == 0)
        #expect(try match("In york, she says.", names) == 2)
        #expect(try match("The answer: No!", names) == 3)
    }

    @Test func equalLabelsAreNoName() throws {
        #expect(try match("same", [("x1", "same"), ("x2", "same")]) == nil)
    }

    @Test func anEndlessAnswerIsReadAtItsEnd() throws {
        let babble = String(repeating: #"{"a":{"#, count: 100_000)
        #expect(try match(babble) == nil)
        #expect(try match(String(repeating: "well, ", count: 100_000) + #"{"class_id":"c3"}"#) == 2)
    }
}
