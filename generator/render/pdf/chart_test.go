package pdf

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"budgetbook/generator/doc"
	"budgetbook/generator/figure"
	"budgetbook/generator/money"
	"budgetbook/generator/render/pdf/display"
)

func percent(steps int64) *doc.Num {
	return &doc.Num{Figure: &figure.Figure{Name: figure.Nameless, Rate: money.Rate{Steps: steps}, Expr: figure.Ratio{}}, Suffix: "%", Words: words}
}

func bars(label string, rate int64, thousands ...int64) doc.Bars {
	b := doc.Bars{Label: doc.Text{S: label}, Rate: percent(rate)}
	for _, n := range thousands {
		b.Nums = append(b.Nums, num(n))
	}
	return b
}

// shareChart is a chart of one series.
func shareChart(bars ...doc.Bars) *doc.Chart {
	return &doc.Chart{ID: "share", Caption: "분야별 예산", Unit: "(단위 : 천원)", Alt: "막대그래프", Head: "분야", Series: []string{"예산액"}, Rate: "구성비", Bars: bars}
}

// settledChart is a chart of two.
func settledChart(bars ...doc.Bars) *doc.Chart {
	return &doc.Chart{ID: "settled", Caption: "최근 3년 결산", Unit: "(단위 : 천원)", Alt: "막대그래프", Head: "연도", Series: []string{"예산현액", "집행액"}, Rate: "집행률", Bars: bars}
}

var unknown = doc.Bars{Label: doc.Text{S: "알 수 없음"}, Nums: []*doc.Num{{}}, Rate: &doc.Num{}}

func chartCases() map[string]*doc.Chart {
	many := make([]doc.Bars, 16)
	wide := make([]doc.Bars, 16)
	for i := range many {
		many[i] = bars(fmt.Sprintf("분야 %d", i+1), int64(16-i), int64(1_000_000-60_000*i))
		wide[i] = bars(long("지역경제 활성화와 일자리 창출을 위한 미래산업 기반 조성 추진단", 60), 6, int64(1_000_000-60_000*i))
	}
	many[15].Rest = true
	return map[string]*doc.Chart{
		"share": shareChart(bars("사회복지", 46, 12_345_678), bars("일반공공행정", 31, 8_345_678), bars("농림해양수산", 20, 5_400_000),
			bars("국토 및 지역개발", 3, 800_000), func() doc.Bars { b := bars("그 밖의 3개", 0, 40_000); b.Rest = true; return b }()),
		"settled":         settledChart(bars("2021년", 98, 1_722_219, 1_690_050), bars("2022년", 100, 1_802_300, 1_802_300), bars("2023년", 71, 2_000_000, 1_420_000)),
		"negative":        shareChart(bars("가", 150, 300), bars("나", -50, -100), bars("다", 0, 0), unknown),
		"only negative":   shareChart(bars("가", 75, -300), bars("나", 25, -100)),
		"all zero":        shareChart(bars("가", 0, 0), bars("나", 0, 0)),
		"nothing known":   shareChart(unknown),
		"no bars":         shareChart(),
		"one bar":         shareChart(bars("일반공공행정", 100, 1)),
		"the smallest":    shareChart(bars("큰 것", 100, 999_999_999_999), bars("작은 것", 0, 1), bars("음수", 0, -1)),
		"the largest":     settledChart(bars("2023년", 100, 999_999_999_999, 999_999_999_999), bars("2024년", -100, 999_999_999_999, -999_999_999_999)),
		"sixteen":         shareChart(many...),
		"long labels":     shareChart(wide...),
		"a word too wide": shareChart(bars(strings.Repeat("가", 60), 60, 60), bars("나", 40, 40)),
		"without a rate":  {ID: "x", Caption: "부서별", Head: "부서", Series: []string{"예산액"}, Bars: []doc.Bars{{Label: doc.Text{S: "가"}, Nums: []*doc.Num{num(5)}}}},
		"a long caption":  {ID: "x", Caption: long("최근 3년 결산과 집행률", 120), Unit: "(단위 : 천원)", Head: "부서", Series: []string{"예산액"}, Bars: []doc.Bars{{Label: doc.Text{S: "가"}, Nums: []*doc.Num{num(5)}}}},
	}
}

// figureOps are the operations of the only figure of a document, and its page.
func figureOps(t *testing.T, d *display.Document) (texts []display.Text, drawn []display.Op, page int) {
	t.Helper()
	page = -1
	for n, p := range d.Parts[0].Pages {
		for _, op := range p.Ops {
			_, mark := display.Area(op)
			if d.Parts[0].Tree[mark.Node].Kind != display.Figure {
				continue
			}
			if page >= 0 && page != n {
				t.Fatal("the figure is split between pages")
			}
			page = n
			if text, ok := op.(display.Text); ok {
				texts = append(texts, text)
			} else {
				drawn = append(drawn, op)
			}
		}
	}
	return texts, drawn, page
}

// TestCharts: nothing leaves the type area, no text stands on another or on a bar, and all
// of the chart is on one page.
func TestCharts(t *testing.T) {
	for name, ch := range chartCases() {
		t.Run(name, func(t *testing.T) {
			texts, drawn, _ := figureOps(t, lay(t, ch))
			right := display.PageWidth - 2000*7200/254
			for _, op := range drawn {
				area, mark := display.Area(op)
				if area.X < 2000*7200/254 || area.X+area.W > right {
					t.Errorf("%+v leaves the type area", op)
				}
				if mark == display.Artifact {
					t.Errorf("%+v is no part of the figure", op)
				}
				for _, text := range texts {
					if overlap(area, inkOf(text)) {
						t.Errorf("%q stands on %+v", text.S, op)
					}
				}
			}
		})
	}
}

// TestChartStaysWhole fills a page up to each height above a chart.
func TestChartStaysWhole(t *testing.T) {
	ch := shareChart(bars("사회복지", 46, 12_345_678), bars("일반공공행정", 31, 8_345_678), bars("농림해양수산", 20, 5_400_000))
	for above := range 45 {
		var blocks []doc.Block
		for range above {
			blocks = append(blocks, para("본문"))
		}
		d := lay(t, append(blocks, boxHead("분야별"), ch)...)
		_, _, page := figureOps(t, d)
		got := strings.Join(lines(d.Parts[0].Pages[page]), "|")
		if !strings.Contains(got, ch.Caption) || !strings.Contains(got, "□ 분야별") {
			t.Errorf("%d lines above: the chart is parted from its heading: %s", above, got)
		}
	}
}

// solid are the bars that are drawn without a hatch, from top to bottom.
func solid(drawn []display.Op) (out []display.Fill) {
	for _, op := range drawn {
		if f, ok := op.(display.Fill); ok {
			out = append(out, f)
		}
	}
	return out
}

// TestLengthOfBars: each bar is as long as its figure says, to 1/1000 pt, and begins at 0.
func TestLengthOfBars(t *testing.T) {
	won := []int64{999_999_999_999, 333_333_333_333, 10_000_000_007, -123_456_789_012}
	var all []doc.Bars
	for _, n := range won {
		all = append(all, bars("가", 0, n))
	}
	_, drawn, _ := figureOps(t, lay(t, shareChart(all...)))
	got := solid(drawn)
	if len(got) != len(won) {
		t.Fatalf("%d bars, want %d", len(got), len(won))
	}
	zero := got[0].X
	for i, bar := range got {
		want := new(big.Rat).SetFrac64(won[i]*int64(got[0].W), won[0])
		if won[i] < 0 {
			want.Neg(want)
			if bar.X+bar.W != zero {
				t.Errorf("the bar of %d ends at %s, not at 0 (%s)", won[i], bar.X+bar.W, zero)
			}
		} else if bar.X != zero {
			t.Errorf("the bar of %d begins at %s, not at 0 (%s)", won[i], bar.X, zero)
		}
		if off := new(big.Rat).Sub(want, new(big.Rat).SetInt64(int64(bar.W))); off.Abs(off).Cmp(big.NewRat(2, 1)) > 0 {
			t.Errorf("the bar of %d is %s long, want %s/1000", won[i], bar.W, want.FloatString(3))
		}
	}
}

// TestSmallAndMissingBars: 0 and what is not known have no bar, the smallest amount has one.
func TestSmallAndMissingBars(t *testing.T) {
	for name, want := range map[string]int{"all zero": 0, "nothing known": 0, "one bar": 1, "the smallest": 3, "negative": 2} {
		_, drawn, _ := figureOps(t, lay(t, chartCases()[name]))
		if got := solid(drawn); len(got) != want {
			t.Errorf("%s: %d bars, want %d", name, len(got), want)
		} else {
			for _, b := range got {
				if b.W <= 0 {
					t.Errorf("%s: a bar cannot be seen", name)
				}
			}
		}
	}
}

// TestBarsInBlackAndWhite: what differs in meaning differs without colour: one bar is filled
// and the other hatched. No line of a hatch leaves its bar.
func TestBarsInBlackAndWhite(t *testing.T) {
	accent := display.Color(testStyle(t).Color.Accent)
	for name, want := range map[string]struct{ filled, hatched int }{"settled": {4, 4}, "sixteen": {15, 1}, "the largest": {3, 3}} {
		t.Run(name, func(t *testing.T) {
			_, drawn, _ := figureOps(t, lay(t, chartCases()[name]))
			if got := len(solid(drawn)); got != want.filled {
				t.Errorf("%d filled bars, want %d", got, want.filled)
			}
			var frame display.Rect
			hatched, inside := 0, true // the lines of a hatch follow the sides of its frame
			for _, op := range drawn {
				r, ok := op.(display.Rule)
				if !ok || r.Color != accent {
					continue
				}
				area, _ := display.Area(r)
				sloped := r.X1 != r.X2 && r.Y1 != r.Y2
				switch {
				case sloped && frame.Union(area) != frame:
					t.Errorf("%+v leaves the bar %+v", r, frame)
				case sloped && r.X2-r.X1 != r.Y1-r.Y2:
					t.Errorf("%+v does not rise at 45°", r)
				case !sloped && inside:
					frame = area
					hatched++
				case !sloped:
					frame = frame.Union(area)
				}
				inside = sloped
			}
			if hatched != want.hatched {
				t.Errorf("%d hatched bars, want %d", hatched, want.hatched)
			}
		})
	}
}
