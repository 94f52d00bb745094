package statement

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"budgetbook/generator/money"
)

// The form of the file. A key that is missing, null or of another type is not given;
// keys that are not named here are passed over.
type (
	project struct {
		Department text        `json:"department"`
		Name       text        `json:"project"`
		Amount     amount      `json:"amount"`
		Groups     list[group] `json:"groups"`

		Account   text      `json:"account"`
		Field     text      `json:"field"`
		Section   text      `json:"section"`
		Code      text      `json:"project_code"`
		Execution execution `json:"execution"`
	}
	group struct { // 편성목
		Code   text       `json:"code"`
		Name   text       `json:"name"`
		Amount amount     `json:"amount"`
		Stats  list[stat] `json:"stats"`
	}
	stat struct { // 통계목
		Code   text       `json:"code"`
		Name   text       `json:"name"`
		Amount amount     `json:"amount"`
		Items  list[item] `json:"items"`
	}
	item struct { // 부기
		Name   text         `json:"name"`
		Amount amount       `json:"amount"`
		Basis  list[text]   `json:"basis"`
		Detail list[detail] `json:"detail"`
	}
	detail struct { // 산출내역
		Name   text       `json:"name"`
		Amount amount     `json:"amount"`
		Basis  list[text] `json:"basis"`
	}
	// execution is a row of 지방재정365, in 원 where all else is in 천원. Its split is of the
	// 예산현액, which includes what was carried over.
	execution struct {
		Available amount `json:"bdg_cash_amt"`
		National  amount `json:"bdg_ntep"`
		Province  amount `json:"capep"`
		Own       amount `json:"sggep"`
		Other     amount `json:"etc_amt"`
	}
)

// Error is a fault of the file as such.
type Error struct {
	Line, Column int // from 1, in characters
	Message      string
}

func (e *Error) Error() string { return e.Message }

// newError places a fault at a byte of the file.
func newError(data []byte, at int, message string) *Error {
	before := data[:min(max(at, 0), len(data))]
	line := bytes.LastIndexByte(before, '\n') + 1
	return &Error{bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[line:]) + 1, message}
}

func notUTF8(data []byte) *Error {
	at := 0
	for at < len(data) {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return newError(data, at, "UTF-8이 아닌 글자가 있습니다: 파일을 UTF-8로 다시 저장하십시오")
}

// more reports whether the outer list has more than n elements, without holding them: very many
// small ones would fill the memory. What is wrong before that, [split] tells.
func more(data []byte, n int) bool {
	d := json.NewDecoder(bytes.NewReader(data))
	if open, err := d.Token(); err != nil || open != json.Delim('[') {
		return false
	}
	var element json.RawMessage
	for ; n >= 0 && d.More(); n-- {
		if d.Decode(&element) != nil {
			return false
		}
	}
	return n < 0
}

// split parts the outer list into its elements; what is in them is JSON, whatever it holds.
func split(data []byte) (elements []json.RawMessage, err error) {
	err = json.Unmarshal(data, &elements)
	var syntax *json.SyntaxError
	var wrongType *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		at := int(syntax.Offset) - 1
		if strings.Contains(syntax.Error(), "unexpected end") {
			at = len(data)
		}
		return nil, newError(data, at, syntaxMessage(data, at, syntax))
	case errors.As(err, &wrongType), err == nil && elements == nil: // null
		at := len(data) - len(bytes.TrimLeft(data, " \t\r\n"))
		return nil, newError(data, at, "사업의 목록([ … ])이 아닙니다: 세출예산 사업명세서의 JSON인지 보십시오")
	}
	return elements, err
}

func syntaxMessage(data []byte, at int, e *json.SyntaxError) string {
	switch {
	case at == len(data):
		return "파일이 도중에 끝났습니다: 끝까지 내려받았는지 보십시오"
	case strings.Contains(e.Error(), "exceeded max depth"):
		return "목록과 표가 너무 깊습니다"
	}
	r, _ := utf8.DecodeRune(data[at:])
	if r < ' ' {
		return fmt.Sprintf("JSON 문법에 맞지 않는 글자입니다: U+%04X", r)
	}
	return fmt.Sprintf("JSON 문법에 맞지 않는 글자입니다: '%c'", r)
}

// decodeProject reads a 세부사업. An object that has neither name nor amount nor 편성목 is
// none: its keys are those of another form.
func decodeProject(raw json.RawMessage) (p project, ok bool) {
	if raw[0] != '{' || json.Unmarshal(raw, &p) != nil {
		return p, false
	}
	return p, p.Name != "" || p.Amount.given || p.Amount.bad != "" || len(p.Groups.all) > 0 || p.Groups.bad > 0
}

// text is a string; another value stands as it is written, so that it can be shown.
type text string

// UnmarshalJSON never fails.
func (t *text) UnmarshalJSON(raw []byte) error {
	var s string
	switch {
	case string(raw) == "null":
	case json.Unmarshal(raw, &s) == nil:
		*t = text(s)
	default:
		*t = text(raw)
	}
	return nil
}

// list is a list; a single value stands for a list of one. bad counts elements that are
// no T: a text among tables.
type list[T any] struct {
	all []T
	bad int
}

// UnmarshalJSON never fails.
func (l *list[T]) UnmarshalJSON(raw []byte) error {
	elements := []json.RawMessage{raw}
	if raw[0] == '[' {
		if err := json.Unmarshal(raw, &elements); err != nil {
			panic(err) // the decoder hands over valid JSON only
		}
	}
	*l = list[T]{all: make([]T, 0, len(elements))}
	for _, e := range elements {
		var t T
		switch {
		case string(e) == "null":
		case json.Unmarshal(e, &t) != nil:
			l.bad++
		default:
			l.all = append(l.all, t)
		}
	}
	return nil
}

// UnmarshalJSON never fails: what is no table gives nothing.
func (x *execution) UnmarshalJSON(raw []byte) error {
	type plain execution // without this method
	if raw[0] == '{' {
		_ = json.Unmarshal(raw, (*plain)(x)) // its fields never fail
	}
	return nil
}

// amount is a printed amount, in the unit of the file: 천원, or 원 within [execution].
type amount struct {
	number int64
	given  bool
	bad    string // what stands there and is no amount
}

// UnmarshalJSON never fails. 48000, 48000.0, "48,000", "△48,000" and "(48,000)" are amounts.
func (a *amount) UnmarshalJSON(raw []byte) error {
	var t text
	_ = t.UnmarshalJSON(raw)
	written := strings.TrimSpace(string(t))
	if written == "" || written == "-" { // an empty cell
		return nil
	}
	if n, ok := parseAmount(written); ok {
		*a = amount{number: n, given: true}
	} else {
		*a = amount{bad: written}
	}
	return nil
}

// exponent is a JSON number with an exponent, which is bounded here.
var exponent = regexp.MustCompile(`^[0-9]{1,20}(\.[0-9]{1,20})?[eE]\+?[0-9]{1,2}$`)

func parseAmount(written string) (n int64, ok bool) {
	digits := strings.TrimSpace(strings.TrimSuffix(written, "천원"))
	negative := false
	if inner, found := strings.CutPrefix(digits, "("); found && strings.HasSuffix(inner, ")") {
		digits, negative = strings.TrimSuffix(inner, ")"), true
	} else {
		for _, sign := range []string{"△", "▲", "-", "−"} {
			if rest, found := strings.CutPrefix(digits, sign); found {
				digits, negative = strings.TrimSpace(rest), true
				break
			}
		}
	}
	if exponent.MatchString(digits) { // 4.8e4: how some programs write 48000
		if r, ok := new(big.Rat).SetString(digits); ok && r.IsInt() {
			digits = r.Num().String()
		}
	}
	if whole, decimals, found := strings.Cut(digits, "."); found && strings.Trim(decimals, "0") == "" {
		digits = whole
	}
	digits, ok = withoutCommas(digits)
	if !ok {
		return 0, false
	}
	unsigned, err := strconv.ParseUint(digits, 10, 63)
	if err != nil {
		return 0, false
	}
	n = int64(unsigned)
	if negative {
		n = -n
	}
	return n, true
}

// withoutCommas takes 48,000 and refuses 48,00, which may have lost a digit.
func withoutCommas(digits string) (plain string, ok bool) {
	groups := strings.Split(digits, ",")
	for i, g := range groups {
		if len(groups) > 1 && (i == 0 && (g == "" || len(g) > 3) || i > 0 && len(g) != 3) {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

// won is an amount of 천원 in 원; ok is false where there is none.
func (a amount) won() (w money.Won, ok bool) {
	if !a.given || a.number > int64(maxAmount/1000) || a.number < -int64(maxAmount/1000) {
		return 0, false
	}
	return money.Won(a.number) * money.Won(money.Thousand), true
}

// wrong is what stands in the place of an amount and is none, "" where nothing does.
func (a amount) wrong() string {
	if _, ok := a.won(); a.given && !ok {
		return strconv.FormatInt(a.number, 10)
	}
	return a.bad
}
