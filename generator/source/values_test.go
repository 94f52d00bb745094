package source

import (
	"strings"
	"testing"

	"budgetbook/generator/diag"
)

// TestPart: a place inside a value is right also where the value was written with
// escapes, over several lines, or both.
func TestPart(t *testing.T) {
	for _, tc := range []struct{ name, toml, part, want string }{
		{"그대로", `title = "59,500,000원*2개소"`, "2개소", "2개소"},
		{"처음", `title = "가나"`, "가", "가"},
		{"전체", `title = "가나"`, "가나", "가나"},
		{"작은따옴표", `title = 'C:\가\나'`, `\나`, `\나`},
		{"이스케이프 뒤", `title = "하나\t\"둘\" 셋"`, "셋", "셋"},
		{"이스케이프 자체", `title = "하나\t\"둘\" 셋"`, `"둘"`, `\"둘\"`},
		{"글자 번호", `title = "\uAC00\U0000B098\x41다"`, "나A", `\U0000B098\x41`},
		{"여러 줄", "title = \"\"\"\n- 하나\n- 둘\n\"\"\"", "둘", "둘"},
		{"여러 줄과 이스케이프", "title = \"\"\"\n- \\\"하나\\\"\n- 둘\n\"\"\"", "둘", "둘"},
		{"이은 줄", "title = \"\"\"\\\n    하나 \\\n    둘\"\"\"", "둘", "둘"},
		{"이은 줄에 걸침", "title = \"\"\"하나 \\\n    둘\"\"\"", "나 둘", "나 \\\n    둘"},
		{"여러 줄 작은따옴표", "title = '''\n하나\n둘'''", "둘", "둘"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p, f, _ := decodeProject(t, tc.toml)
			from := strings.Index(p.Title.Value, tc.part)
			if from < 0 {
				t.Fatalf("%q is not in %q", tc.part, p.Title.Value)
			}
			sp := p.Title.Part(from, from+len(tc.part))
			if got := f.Text[sp.Start:sp.End]; got != tc.want {
				t.Errorf("Part(%d, %d) of %q = %q, want %q", from, from+len(tc.part), p.Title.Value, got, tc.want)
			}
			if sp.File != f.Name {
				t.Errorf("file %q", sp.File)
			}
		})
	}
	p, f, _ := decodeProject(t, `title = "가\t나"`)
	for _, bad := range [][2]int{{-1, 2}, {5, 3}, {0, 99}, {99, 100}} {
		sp := p.Title.Part(bad[0], bad[1])
		if sp.Start < p.Title.Span.Start || sp.End > p.Title.Span.End || sp.End < sp.Start || sp.File != f.Name {
			t.Errorf("Part(%d, %d) = %v outside of %v", bad[0], bad[1], sp, p.Title.Span)
		}
	}
}

// TestDecode: the values, their places, and what is not given.
func TestDecode(t *testing.T) {
	p, f, ds := decodeProject(t, `
schema = 1
id = "a-1"
title = "자치구"
sheets = false
years = [2024, 0]
tags = ["가", "나"]
funding = { city = 566_600_000, national = 0 }
[overview]
cycle = ["기간", "계속"]
[[line]]
code = "201-01"
base = -1_000
[[line]]
code = "308-01"
basis = [{ label = "가", item = [{ label = "나" }] }]
[contact]
phone = "02-000-0001"
`)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	for _, tc := range []struct {
		name       string
		span       diag.Span
		given      bool
		source     string
		value, wan any
	}{
		{"schema", diag.Span{}, true, "", p.Schema, 1},
		{"title", p.Title.Span, p.Title.Given(), "자치구", p.Title.Value, "자치구"},
		{"거짓도 적힌 값", p.Sheets.Span, p.Sheets.Given(), "false", p.Sheets.Value, false},
		{"0도 적힌 값", p.Years[1].Span, p.Years[1].Given(), "0", p.Years[1].Value, int64(0)},
		{"목록", p.Overview.Cycle[1].Span, true, "계속", p.Overview.Cycle[1].Value, "계속"},
		{"재원 차례", p.Funding[0].Key.Span, true, "city", p.Funding[0].Key.Value, "city"},
		{"재원 금액", p.Funding[1].Won.Span, p.Funding[1].Won.Given(), "0", int64(p.Funding[1].Won.Value), int64(0)},
		{"감액", p.Lines[0].Base.Span, p.Lines[0].Base.Given(), "-1_000", int64(p.Lines[0].Base.Value), int64(-1000)},
		{"표의 자리", p.Lines[1].Place.Span, true, "[[line]]", len(p.Lines), 2},
		{"한 줄 표의 자리", p.Lines[1].Basis[0].Items[0].Place.Span, true, `{ label = "나" }`, p.Lines[1].Basis[0].Items[0].Label.Value, "나"},
		{"표", p.Contact.Phone.Span, true, "02-000-0001", p.Contact.Phone.Value, "02-000-0001"},
	} {
		if tc.value != tc.wan || !tc.given || f.Text[tc.span.Start:tc.span.End] != tc.source {
			t.Errorf("%s: %v at %q (given %v), want %v at %q", tc.name, tc.value, f.Text[tc.span.Start:tc.span.End], tc.given, tc.wan, tc.source)
		}
	}
	if p.Lines[1].Base.Given() || p.Overview.Summary.Given() {
		t.Error("given although not in the file")
	}
	empty, _, _ := decodeProject(t, "title = '가'")
	if empty.Overview != nil || empty.Sheets.Given() || empty.Funding != nil || empty.Years != nil {
		t.Errorf("not given, but %+v", empty)
	}
}

func TestNearest(t *testing.T) {
	keys := []string{"title", "id", "account", "bureau", "department", "base", "base_funding", "line"}
	words := []string{"연례반복", "기간", "계속", "공정경제담당관", "노동정책담당관"}
	for _, tc := range []struct {
		word  string
		among []string
		want  string // "" for none
	}{
		{"titel", keys, "title"},
		{"tilte", keys, "title"},
		{"Title", keys, "title"},
		{"TITLE", keys, "title"},
		{"base-funding", keys, "base_funding"},
		{"departement", keys, "department"},
		{"lien", keys, "line"},
		{"remark", keys, ""},
		{"x", keys, ""},
		{"", keys, ""},
		{"연레반복", words, "연례반복"},
		{"연례 반복", words, "연례반복"},
		{"공정경재담당관", words, "공정경제담당관"},
		{"월", words, ""},
		{"기간", nil, ""},
		{strings.Repeat("a", 1000), keys, ""},
	} {
		if got, ok := Nearest(tc.word, tc.among); got != tc.want || ok != (tc.want != "") {
			t.Errorf("Nearest(%q) = %q, %v, want %q", tc.word, got, ok, tc.want)
		}
	}
}

// TestByLine: should scanner and decoder ever differ, the values are the decoder's and
// the places are whole lines.
func TestByLine(t *testing.T) {
	text := "schema = 1\nid = \"a\"\ntitle = \"자치구\"\n[[line]]\n  code = 201\n"
	f, _ := Parse("project.toml", []byte(text))
	f.Root = byLine(f, map[string]any{
		"schema": int64(1), "id": "a", "title": "자치구",
		"line": []map[string]any{{"code": int64(201)}},
		"tags": []any{"가", "나"}, // not found in the text
	})
	var p project
	ds := Decode(f, &p)
	want := "project.toml:5:1: 오류 E005: code(통계목 코드)에는 글을 씁니다: 적힌 값은 정수\n" +
		"    |   code = 201\n    | ^^^^^^^^^^^^\n    도움말: code = \"…\"\n"
	if got := messages(f, ds); got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
	if p.Title.Value != "자치구" || f.Text[p.Title.Span.Start:p.Title.Span.End] != `title = "자치구"` || len(p.Tags) != 2 {
		t.Errorf("%+v", p)
	}
}
