// SPDX-License-Identifier: Apache-2.0

import OperatingSystem
import Testing

struct UserDatabaseTests {
    @Test
    func usersAndGroupsAreFoundByNameOrNumber() {
        #expect(UserDatabase.user("root") == 0)
        #expect(UserDatabase.user("4242") == 4_242)
        #expect(UserDatabase.user("no such user") == nil)
        #expect(UserDatabase.group("root") == 0)
        #expect(UserDatabase.group("4242") == 4_242)
        #expect(UserDatabase.group("no such group") == nil)
    }
}
