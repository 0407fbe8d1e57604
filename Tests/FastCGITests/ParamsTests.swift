// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import ByteStrings
import Testing

struct ParamsTests {
    private func params(_ assignments: String...) -> Params {
        var params = Params()
        for assignment in assignments { params.append(assignment: Array(assignment.utf8)) }
        return params
    }

    @Test
    func valuesAreFoundByName() {
        let params = params("REQUEST_METHOD=POST", "REQUEST_URI=/a?b=c=d", "QUERY=")
        #expect(params.count == 3)
        #expect(params["REQUEST_METHOD"] == "POST")
        #expect(params["REQUEST_URI"] == "/a?b=c=d")
        #expect(params["QUERY"] == "")
        #expect(params.first("QUERY")?.isEmpty == true)
        for name in ["", "REQUEST", "REQUEST_METHOD=", "request_method", "REQUEST_METHOD=POST", "NONE"] {
            #expect(params[name] == nil)
            #expect(params.first(name) == nil)
            #expect(params.all(name).isEmpty)
        }
    }

    @Test
    func firstOfSeveralWins() {
        let params = params("HTTP_X=1", "HTTP_Y=2", "HTTP_X=", "HTTP_X=3")
        #expect(params["HTTP_X"] == "1")
        #expect(params.all("HTTP_X").map { String(decoding: $0, as: UTF8.self) } == ["1", "", "3"])
        #expect(params.all("HTTP_Y").count == 1)
    }

    @Test
    func assignmentWithoutSignIsDropped() {
        let params = params("A=1", "NONSENSE", "", "B=2")
        #expect(params.count == 2)
        #expect(params["A"] == "1")
        #expect(params["B"] == "2")
        #expect(params["NONSENSE"] == nil)
        #expect(params.byteCount == 6)
    }

    @Test
    func emptyNameIsAName() {
        #expect(params("=x")[""] == "x")
    }

    @Test
    func valuesStayTheBytesThatCame() {
        var params = Params()
        params.append(name: Array("A".utf8), value: [0x61, 0xFF, 0x62])
        #expect(params["A"] == ByteString([0x61, 0xFF, 0x62]))
        #expect(params["A"]?.string == "a\u{FFFD}b")
    }

    @Test
    func pairsMakeASet() {
        let params: Params = Params(["A": "1", "B": "", "A": "2"])
        #expect(params.count == 3)
        #expect(params.all("A").count == 2)
        #expect(params["B"] == "")
        #expect(params.byteCount == 5)
        #expect(Params().count == 0)
    }
}
