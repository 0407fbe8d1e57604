// SPDX-License-Identifier: Apache-2.0

/// A certificate for localhost that nobody has signed, and its key: for tests of verification, worthless elsewhere.
enum TestCertificate {
    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBnDCCAUGgAwIBAgIUJZ6FeBUZVSxMXroYF5OajWaY2SIwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjEzMzk0OFoYDzIxMjYxMDI5
        MTMzOTQ4WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAATE9p0Q2NFXXo7itnrkhG2zY0XP61J+wRJpLB4I26CdskGbj4+y2e7t
        SV2hq0Xcif7Uf2kd9MzG1wt5E9h0I4dao28wbTAdBgNVHQ4EFgQUKdtWROC9ymI6
        VD4keHCs61X+nJwwHwYDVR0jBBgwFoAUKdtWROC9ymI6VD4keHCs61X+nJwwDwYD
        VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
        zj0EAwIDSQAwRgIhAOY4Kccu+NjZkuHNbRUoluubUHGVHO6ooAECPzK3Ex3SAiEA
        rzVsO769DbN4Daw8dCFDINPNOmYsuqOMyBFFTmg2d6w=
        -----END CERTIFICATE-----
        """

    static let privateKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgG320/fN8RrjkAOgY
        lptNKnGCz9Ub35kidiX5Q6eSIO2hRANCAATE9p0Q2NFXXo7itnrkhG2zY0XP61J+
        wRJpLB4I26CdskGbj4+y2e7tSV2hq0Xcif7Uf2kd9MzG1wt5E9h0I4da
        -----END PRIVATE KEY-----
        """
}
