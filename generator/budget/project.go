// Package budget is the domain: a book (예산서), its projects (세부사업) and what the
// finance staff wrote about them, each value with its place in the source.
//
// It holds inputs only. What can be computed is computed in package calc. The
// struct tags are the source format: toml names a key, jsonschema its Korean title,
// whether it must be there and which words it may hold; the decoder, the JSON
// Schema and the did-you-mean all read them.
package budget

import "budgetbook/generator/source"

// Project is 세부사업: one file, one sheet.
type Project struct {
	File   *source.File `toml:"-" json:"-"`
	Schema source.Int   `toml:"schema" jsonschema:"required,title=서식 판,minimum=1,maximum=1"`

	ID         source.Text `toml:"id" jsonschema:"required,title=사업 ID,example=youth-festival,pattern=^[a-z0-9][a-z0-9-]*$" jsonschema_description:"파일 이름과 연결에 쓰는 변하지 않는 이름: 영문 소문자, 숫자, 붙임표"`
	Title      source.Text `toml:"title" jsonschema:"required,title=세부사업명"`
	Account    source.Text `toml:"account" jsonschema:"required,title=회계,example=일반회계" jsonschema_description:"일반회계 또는 특별회계 이름"`
	Bureau     source.Text `toml:"bureau" jsonschema:"title=실·국" jsonschema_description:"실·국이 없는 기관은 적지 않습니다"`
	Department source.Text `toml:"department" jsonschema:"required,title=부서명"`
	Program    *Program    `toml:"program" jsonschema:"title=분야·부문·정책사업·단위사업"`

	Overview Overview       `toml:"overview" jsonschema:"title=사업개요"`
	Funding  source.Amounts `toml:"funding" jsonschema:"title=재원(원)" jsonschema_description:"키는 book.toml의 [[source]] key, 값은 원 단위 정수"`
	Ratios   []Ratio        `toml:"ratio" jsonschema:"title=기준보조율"`
	Outside  source.Amounts `toml:"outside" jsonschema:"title=기타(예산 외)(원)" jsonschema_description:"구비 등 예산 밖의 돈: 인쇄만 되고 합계에 들지 않습니다"`
	Officers []Officer      `toml:"officer" jsonschema:"title=사업 담당자"`
	Lines    []Line         `toml:"line" jsonschema:"required,title=통계목"`
	Expect   *Expect        `toml:"expect" jsonschema:"title=이미 발표된 합계" jsonschema_description:"계산에 쓰지 않고 비교만 합니다"`

	Narrative   Narrative     `toml:"narrative" jsonschema:"title=사업설명"`
	Schedule    []Step        `toml:"schedule" jsonschema:"title=추진일정"`
	Performance []Performance `toml:"performance" jsonschema:"title=최근 3년 추진실적"`
	Settlement  []Settlement  `toml:"settlement" jsonschema:"title=최근 3년 결산 현황"`
	Plan        []Plan        `toml:"plan" jsonschema:"title=연차별 투자"`
	Continuing  *Continuing   `toml:"continuing" jsonschema:"title=계속비"`
	Carryover   *Carryover    `toml:"carryover" jsonschema:"title=명시이월"`
	Allow       []Allow       `toml:"allow" jsonschema:"title=허용한 확인"`
}

// Program places the project in the budget: 지방재정법 제41조.
type Program struct {
	Field   source.Text `toml:"field" jsonschema:"title=분야"`
	Section source.Text `toml:"section" jsonschema:"title=부문"`
	Policy  source.Text `toml:"policy" jsonschema:"title=정책사업"`
	Unit    source.Text `toml:"unit" jsonschema:"title=단위사업"`
}

// Overview is 사업개요.
type Overview struct {
	Cycle   []source.Text `toml:"cycle" jsonschema:"title=사업기간" jsonschema_description:"서식의 선택 칸 가운데 해당하는 것"`
	From    source.Text   `toml:"from" jsonschema:"title=사업기간 시작,example=2026-01,pattern=^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"`
	To      source.Text   `toml:"to" jsonschema:"title=사업기간 끝,example=2026-12,pattern=^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"`
	Summary source.Text   `toml:"summary" jsonschema:"title=사업내용(한 줄)"`
}

// Officer is 사업 담당자. Name and phone are printed in the council edition only.
type Officer struct {
	Role  source.Text `toml:"role" jsonschema:"required,title=직위"`
	Name  source.Text `toml:"name" jsonschema:"required,title=성명"`
	Phone source.Text `toml:"phone" jsonschema:"title=전화"`
}

// Line is 통계목 with its 산출근거. A line that ended keeps Base and has no Basis.
type Line struct {
	Place       source.Place   `toml:"-" json:"-"`
	Code        source.Text    `toml:"code" jsonschema:"required,title=통계목 코드,example=201-01,pattern=^[0-9]{3}-[0-9]{2}$"`
	Name        source.Text    `toml:"name" jsonschema:"required,title=통계목"`
	Base        source.Won     `toml:"base" jsonschema:"title=비교 기준액(원)" jsonschema_description:"전년도 예산액 또는 기정액. 모르면 적지 않고, 없었으면 0"`
	BaseFunding source.Amounts `toml:"base_funding" jsonschema:"title=비교 기준액의 재원(원)"`
	Funding     source.Amounts `toml:"funding" jsonschema:"title=이 통계목의 재원(원)"`
	Basis       []Basis        `toml:"basis" jsonschema:"title=부기"`
	Expect      source.Won     `toml:"expect" jsonschema:"title=이미 발표된 금액(원)"`
}

// Basis is 부기 (○): a formula of its own, items under it, or both.
type Basis struct {
	Place   source.Place `toml:"-" json:"-"`
	Label   source.Text  `toml:"label" jsonschema:"required,title=부기명"`
	Formula source.Text  `toml:"formula" jsonschema:"title=산식"`
	Items   []Item       `toml:"item" jsonschema:"title=산출내역"`
	Expect  source.Won   `toml:"expect" jsonschema:"title=이미 발표된 금액(원)"`
}

// Item is 산출내역 (-): label and 산식.
type Item struct {
	Label   source.Text `toml:"label" jsonschema:"required,title=산출내역"`
	Formula source.Text `toml:"formula" jsonschema:"required,title=산식,example=500000원*2회"`
	Expect  source.Won  `toml:"expect" jsonschema:"title=이미 발표된 금액(원)"`
}

// Expect holds published totals of the sheet, compared and never used.
type Expect struct {
	Total  source.Won  `toml:"total" jsonschema:"title=예산액 계(원)"`
	Base   source.Won  `toml:"base" jsonschema:"title=비교 기준액 계(원)"`
	Change source.Won  `toml:"change" jsonschema:"title=증감 계(원)"`
	Rate   source.Text `toml:"rate" jsonschema:"title=증감률" jsonschema_description:"인쇄되는 그대로: △13"`

	Figures []ExpectFigure `toml:"figure" jsonschema:"title=그 밖의 발표된 수치"`
}

// ExpectFigure is a published figure of the sheet, named as trace names it: line[2].change,
// group[201] (편성목), national, settlement[2022].available, or by its alias or label.
type ExpectFigure struct {
	ID   source.Text `toml:"id" jsonschema:"required,title=수치의 이름"`
	Won  source.Won  `toml:"won" jsonschema:"title=금액(원)"`
	Rate source.Text `toml:"rate" jsonschema:"title=비율" jsonschema_description:"인쇄되는 그대로: △13"`
}

// Ratio is 기준보조율: the share of a source that the law or the ministry declares. The amounts
// stay inputs; the ratio is only compared.
type Ratio struct {
	Source source.Text `toml:"source" jsonschema:"required,title=재원"`
	Share  source.Text `toml:"share" jsonschema:"required,title=비율,pattern=^[0-9]+(\\.[0-9]+)?%$,example=80%"`
}

// Narrative is 사업설명 and 기대효과: Markdown bullets.
type Narrative struct {
	Purpose     source.Text `toml:"purpose" jsonschema:"title=사업목적"`
	LegalBasis  source.Text `toml:"legal_basis" jsonschema:"title=법령상 근거"`
	OtherBasis  source.Text `toml:"other_basis" jsonschema:"title=기타 근거"`
	Content     source.Text `toml:"content" jsonschema:"title=사업내용"`
	MainContent source.Text `toml:"main_content" jsonschema:"title=주요 사업내용"`
	History     source.Text `toml:"history" jsonschema:"title=추진경위"`
	Effect      source.Text `toml:"effect" jsonschema:"title=향후 기대효과"`
	// ChangeReason is 증감사유: forms of 추경 have it.
	ChangeReason source.Text `toml:"change_reason" jsonschema:"title=증감사유"`
}

// Field is the narrative text of a form's field name; ok is false for no such field.
func (n *Narrative) Field(name string) (text source.Text, ok bool) {
	switch name {
	case "purpose":
		return n.Purpose, true
	case "legal_basis":
		return n.LegalBasis, true
	case "other_basis":
		return n.OtherBasis, true
	case "content":
		return n.Content, true
	case "main_content":
		return n.MainContent, true
	case "history":
		return n.History, true
	case "effect":
		return n.Effect, true
	case "change_reason":
		return n.ChangeReason, true
	}
	return source.Text{}, false
}

// Step is a row of 추진일정.
type Step struct {
	Name   source.Text `toml:"step" jsonschema:"required,title=사업추진절차"`
	From   source.Text `toml:"from" jsonschema:"title=시작,example=2026-01,pattern=^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"`
	To     source.Text `toml:"to" jsonschema:"title=끝,example=2026-12,pattern=^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"`
	Amount source.Won  `toml:"amount" jsonschema:"title=예산집행금액(원)"`
	Detail source.Text `toml:"detail" jsonschema:"title=추진세부내용"`
}

// Performance is a year of 추진실적.
type Performance struct {
	Year source.Int  `toml:"year" jsonschema:"required,title=연도"`
	Text source.Text `toml:"text" jsonschema:"required,title=실적"`
}

// Settlement is a year of 결산, 원. 예산현액 and 집행잔액 are computed.
type Settlement struct {
	Year       source.Int        `toml:"year" jsonschema:"required,title=연도"`
	Final      source.Won        `toml:"final" jsonschema:"title=최종예산(원)"`
	CarriedIn  source.Won        `toml:"carried_in" jsonschema:"title=전년이월(원)"`
	Changed    source.Won        `toml:"changed" jsonschema:"title=예산변경(원)"`
	Spent      source.Won        `toml:"spent" jsonschema:"title=집행액(원)"`
	CarriedOut source.Won        `toml:"carried_out" jsonschema:"title=차년이월(원)"`
	Initial    source.Won        `toml:"initial" jsonschema:"title=그 해 본예산(원)" jsonschema_description:"찍지 않습니다. 추경과 더해 최종예산과 비교합니다"`
	Supplement source.Won        `toml:"supplement" jsonschema:"title=그 해 추경 증감의 합(원)"`
	National   *SettlementPart   `toml:"national" jsonschema:"title=그 가운데 국비(원)"`
	Expect     *SettlementExpect `toml:"expect" jsonschema:"title=이미 발표된 금액(원)"`
}

// SettlementPart is the 국비 part of each input of a settlement row, 원: the (x…) figures.
type SettlementPart struct {
	Final      source.Won `toml:"final" jsonschema:"title=최종예산(원)"`
	CarriedIn  source.Won `toml:"carried_in" jsonschema:"title=전년이월(원)"`
	Changed    source.Won `toml:"changed" jsonschema:"title=예산변경(원)"`
	Spent      source.Won `toml:"spent" jsonschema:"title=집행액(원)"`
	CarriedOut source.Won `toml:"carried_out" jsonschema:"title=차년이월(원)"`
}

// SettlementExpect holds published results of a settlement row, 원.
type SettlementExpect struct {
	Available source.Won `toml:"available" jsonschema:"title=예산현액(원)"`
	Unspent   source.Won `toml:"unspent" jsonschema:"title=집행잔액(원)"`
}

// Allow accepts a warning for this sheet, with the reason.
type Allow struct {
	Code   source.Text `toml:"code" jsonschema:"required,title=확인 번호,example=W310,pattern=^W[0-9]{3}$"`
	Reason source.Text `toml:"reason" jsonschema:"required,title=까닭"`
}
