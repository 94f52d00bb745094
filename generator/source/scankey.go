package source

import "strings"

// stringValue reads any of the four kinds of strings.
func (s *scanner) stringValue() (Text, bool) {
	start := s.pos
	quote := s.text[s.pos]
	if rest := s.text[s.pos:]; strings.HasPrefix(rest, `"""`) || strings.HasPrefix(rest, "'''") {
		s.pos += 3
		if s.pos < len(s.text) && s.text[s.pos] == '\n' {
			s.pos++ // TOML trims the first line end
		}
		return s.longString(start, quote)
	}
	s.pos++
	from := s.pos
	for ; s.pos < len(s.text) && s.text[s.pos] != '\n'; s.pos++ {
		switch {
		case s.text[s.pos] == quote:
			s.pos++
			return s.makeText(from, s.pos-1, quote), true
		case s.text[s.pos] == '\\' && quote == '"' && s.pos+1 < len(s.text) && s.text[s.pos+1] != '\n':
			s.pos++
		}
	}
	s.opened(start)
	return Text{}, false
}

func (s *scanner) longString(start int, quote byte) (Text, bool) {
	from := s.pos
	for ; s.pos < len(s.text); s.pos++ {
		if s.text[s.pos] == '\\' && quote == '"' {
			s.pos = min(s.pos+1, len(s.text)-1)
			continue
		}
		run := 0
		for s.pos+run < len(s.text) && s.text[s.pos+run] == quote {
			run++
		}
		if run >= 3 { // up to two quotes may stand before the closing three
			s.pos += run
			if run > 5 {
				break
			}
			s.plain = s.plain && run == 3
			return s.makeText(from, s.pos-3, quote), true
		}
		s.pos += max(run-1, 0)
		s.plain = s.plain && run == 0
	}
	s.opened(start)
	return Text{}, false
}

// makeText makes the value of a string whose inside is [from, to).
func (s *scanner) makeText(from, to int, quote byte) Text {
	raw := s.text[from:to]
	t := Text{Value: raw, Span: s.file.span(from, to)}
	if quote == '"' && strings.Contains(raw, `\`) {
		s.plain = false
		inside := raw
		t.Value, t.raw = unescape(raw), &inside
		s.bad = append(s.bad, checkEscapes(t)...)
	}
	return t
}

// key reads a dotted key. The parts are good until the next one is read.
func (s *scanner) key() ([]part, bool) {
	s.parts = s.parts[:0]
	for {
		s.skipSpace()
		start := s.pos
		if s.pos < len(s.text) && (s.text[s.pos] == '"' || s.text[s.pos] == '\'') {
			s.plain = false
			t, ok := s.stringValue()
			if !ok {
				return nil, false
			}
			if t.Value == "" {
				// BurntSushi/toml v1.6.0 reads some values of an empty key wrongly:
				// of `[a]` and `"" = [[],{}]` it makes another list.
				return nil, s.refuse("E003", s.file.span(start, s.pos), "키가 비어 있습니다", `title = "…" 처럼 씁니다`)
			}
			s.parts = append(s.parts, part{t.Value, t.Span})
		} else {
			for s.pos < len(s.text) && isBare(s.text[s.pos]) {
				s.pos++
			}
			if s.pos == start {
				return nil, false
			}
			s.parts = append(s.parts, part{s.text[start:s.pos], s.file.span(start, s.pos)})
		}
		s.skipSpace()
		if !s.skip('.') {
			return s.parts, true
		}
		if !s.deeper(len(s.parts), s.parts[0].span) {
			return nil, false
		}
	}
}
