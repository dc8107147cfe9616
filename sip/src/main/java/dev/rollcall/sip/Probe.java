package dev.rollcall.sip; class Probe {}
