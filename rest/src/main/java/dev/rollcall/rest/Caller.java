package dev.rollcall.rest;

import dev.rollcall.core.account.Proof;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.http.HttpRequest;

/**
 * Who asks for what.
 *
 * @param proof what the caller has proved itself with
 * @param account whose things the path names: the caller's own account, or one it may act for
 */
record Caller(Proof proof, AccountSid account, HttpRequest request) {}
