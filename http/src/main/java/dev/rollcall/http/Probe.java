package dev.rollcall.http; class Probe {}
