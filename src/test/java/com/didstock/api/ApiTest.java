package com.didstock.api;

import com.didstock.tenancy.ApiTokens;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A running portal, a tree of tenants of its own for each test, and a client with a token for each of them. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class ApiTest {

    @LocalServerPort
    int port;

    @Autowired
    ApiTokens tokens;

    TestTree tree;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
    }

    Client as(Member member) {
        return new Client(
                port, tokens.create(member.admin(), "test", false, null).secret());
    }

    Client viewer(Member member) {
        return new Client(
                port, tokens.create(member.viewer(), "test", false, null).secret());
    }

    /** Somebody who works for the member and sees no money. */
    Client clerk(Member member) {
        return new Client(
                port, tokens.create(tree.clerk(member), "test", false, null).secret());
    }

    Client readingOnly(Member member) {
        return new Client(
                port, tokens.create(member.admin(), "test", true, null).secret());
    }

    Client anonymous() {
        return new Client(port, null);
    }
}
