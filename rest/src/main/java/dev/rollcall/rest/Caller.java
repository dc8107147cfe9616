package dev.rollcall.rest;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.http.HttpRequest;

/** Who asks, proven, and the request. */
record Caller(AccountSid account, HttpRequest request) {}
