<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_HK" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Loop Booking</source>
        <translation>關於 Loop Booking</translation>
    </message>
    <message>
        <source>Book rooms, laboratories and equipment across several sites, also offline.</source>
        <translation>預訂多個場地的房間、實驗室和設備，離線時亦可使用。</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>檔案</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>授權條款</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程式</translation>
    </message>
    <message>
        <source>Protocol / schema</source>
        <translation>通訊協定／資料結構</translation>
    </message>
    <message>
        <source>Shared database</source>
        <translation>共用資料庫</translation>
    </message>
    <message>
        <source>Time zone data</source>
        <translation>時區資料</translation>
    </message>
    <message>
        <source>Holiday data</source>
        <translation>假期資料</translation>
    </message>
    <message>
        <source>cannot be asked now</source>
        <translation>現時無法查詢</translation>
    </message>
    <message>
        <source>is being asked…</source>
        <translation>正在查詢…</translation>
    </message>
    <message>
        <source>All files of this program</source>
        <translation>此程式的所有檔案</translation>
    </message>
    <message>
        <source>Your local copy, and what waits to be sent</source>
        <translation>你的本機副本及等待傳送的更改</translation>
    </message>
    <message>
        <source>Log file</source>
        <translation>紀錄檔</translation>
    </message>
    <message>
        <source>Open: {name}</source>
        <translation>開啟：{name}</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>複製路徑</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已複製</translation>
    </message>
    <message>
        <source>Copy the versions</source>
        <translation>複製版本資料</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Loop Booking is under the Apache License 2.0.</source>
        <translation>Loop Booking 採用 Apache License 2.0 授權。</translation>
    </message>
    <message>
        <source>Qt, PySide6 and shiboken6 are used under the GNU Lesser General Public License version 3, psycopg under the same. They are separate files that you may replace by your own; their sources are at download.qt.io and github.com/psycopg.</source>
        <translation>Qt、PySide6 和 shiboken6 按 GNU Lesser General Public License 第 3 版使用，psycopg 亦然。它們是獨立檔案，你可以用自己的版本取代；其原始碼載於 download.qt.io 和 github.com/psycopg。</translation>
    </message>
    <message>
        <source>Used besides:</source>
        <translation>另外使用：</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>New booking…</source>
        <translation>新增預訂…</translation>
    </message>
    <message>
        <source>Book a room, a lab or equipment</source>
        <translation>預訂房間，或預約實驗室或設備</translation>
    </message>
    <message>
        <source>Synchronise now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Send what waits and fetch what is new</source>
        <translation>傳送等待中的更改，並取得最新資料</translation>
    </message>
    <message>
        <source>Change password…</source>
        <translation>更改密碼…</translation>
    </message>
    <message>
        <source>Choose another password</source>
        <translation>選用另一個密碼</translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation>登出…</translation>
    </message>
    <message>
        <source>Remove what this person could see from this computer</source>
        <translation>從這部電腦移除此人可看到的資料</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>結束</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>關閉程式</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
    <message>
        <source>Take back what was just done</source>
        <translation>撤回剛才所做的更改</translation>
    </message>
    <message>
        <source>Filter this page</source>
        <translation>篩選本頁</translation>
    </message>
    <message>
        <source>Go to the filter of this page</source>
        <translation>前往本頁的篩選欄</translation>
    </message>
    <message>
        <source>Compact navigation</source>
        <translation>精簡導覽列</translation>
    </message>
    <message>
        <source>Show pages by icons</source>
        <translation>以圖示顯示各頁</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全螢幕</translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation>使用整個螢幕</translation>
    </message>
    <message>
        <source>Go to anything…</source>
        <translation>前往任何項目…</translation>
    </message>
    <message>
        <source>Look for a room, a person, a day or an action</source>
        <translation>尋找房間、人員、日子或操作</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Show today in the schedule</source>
        <translation>在時間表顯示今天</translation>
    </message>
    <message>
        <source>What waits</source>
        <translation>等待中的更改</translation>
    </message>
    <message>
        <source>See what has not been sent yet, and why</source>
        <translation>查看尚未傳送的更改及原因</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>鍵盤快速鍵</translation>
    </message>
    <message>
        <source>See all keys</source>
        <translation>查看所有快速鍵</translation>
    </message>
    <message>
        <source>About Loop Booking</source>
        <translation>關於 Loop Booking</translation>
    </message>
    <message>
        <source>See the version and the licence</source>
        <translation>查看版本及授權條款</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>時間表</translation>
    </message>
    <message>
        <source>See a day of all resources</source>
        <translation>查看所有資源的一天</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>尋找</translation>
    </message>
    <message>
        <source>Look for something that is free</source>
        <translation>尋找可預訂的資源</translation>
    </message>
    <message>
        <source>My bookings</source>
        <translation>我的預訂</translation>
    </message>
    <message>
        <source>See what you have booked and what waits</source>
        <translation>查看你的預訂及等待中的更改</translation>
    </message>
    <message>
        <source>Inventory</source>
        <translation>資源清單</translation>
    </message>
    <message>
        <source>Keep rooms, labs and equipment</source>
        <translation>管理房間、實驗室及設備</translation>
    </message>
    <message>
        <source>Closures</source>
        <translation>關閉時段</translation>
    </message>
    <message>
        <source>Close sites and resources for a time</source>
        <translation>將場地或資源關閉一段時間</translation>
    </message>
    <message>
        <source>Theme of the system</source>
        <translation>跟隨系統</translation>
    </message>
    <message>
        <source>Be as light as the system</source>
        <translation>明暗與系統一致</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>淺色</translation>
    </message>
    <message>
        <source>Dark text on a light window</source>
        <translation>淺色視窗配深色文字</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light text on a dark window</source>
        <translation>深色視窗配淺色文字</translation>
    </message>
</context>
<context>
    <name>Agenda</name>
    <message>
        <source>Bookings of the day</source>
        <translation>當天的預訂</translation>
    </message>
</context>
<context>
    <name>BookingActs</name>
    <message numerus="yes">
        <source>%n change(s) taken back.</source>
        <translation>
            <numerusform>已撤回 %n 項更改。</numerusform>
        </translation>
    </message>
    <message>
        <source>Taken back: {what}.</source>
        <translation>已撤回：{what}。</translation>
    </message>
    <message>
        <source>This cannot be taken back. {why}</source>
        <translation>這項更改不能撤回。{why}</translation>
    </message>
    <message>
        <source>Taking back: {what}. Waiting for confirmation.</source>
        <translation>正在撤回：{what}。等待確認。</translation>
    </message>
</context>
<context>
    <name>BookingDetails</name>
    <message>
        <source>Booking</source>
        <translation>預訂</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>編輯…</translation>
    </message>
    <message>
        <source>Book again…</source>
        <translation>再次預訂…</translation>
    </message>
    <message>
        <source>Show in schedule</source>
        <translation>在時間表顯示</translation>
    </message>
    <message>
        <source>Cancel booking</source>
        <translation>取消預訂</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>This booking is gone</source>
        <translation>此預訂已不存在</translation>
    </message>
    <message>
        <source>Private booking</source>
        <translation>不公開的預訂</translation>
    </message>
    <message>
        <source>Cancelled, waiting for confirmation</source>
        <translation>已提出取消，等待確認</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>{act}: {state}, since {time}</source>
        <translation>{act}：{state}，始於 {time}</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>{act}: {why}</source>
        <translation>{act}：{why}</translation>
    </message>
    <message>
        <source>What now?</source>
        <translation>現在怎樣做？</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人數</translation>
    </message>
    <message>
        <source>Organiser</source>
        <translation>主辦人</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>機構</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>備註</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>不公開標題</translation>
    </message>
    <message>
        <source>Colleagues see only “Busy”</source>
        <translation>同事只會看到「已佔用」</translation>
    </message>
    <message>
        <source>A resource that is not shown to you</source>
        <translation>不向你顯示的資源</translation>
    </message>
</context>
<context>
    <name>BookingEditor</name>
    <message>
        <source>This booking was changed meanwhile. Saving puts yours on top.</source>
        <translation>此預訂在期間已被更改。儲存後會以你的更改為準。</translation>
    </message>
    <message>
        <source>Show theirs</source>
        <translation>顯示對方的更改</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在儲存…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Booking…</source>
        <translation>正在預訂…</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>預訂</translation>
    </message>
    <message>
        <source>New booking</source>
        <translation>新增預訂</translation>
    </message>
    <message>
        <source>Edit booking</source>
        <translation>編輯預訂</translation>
    </message>
</context>
<context>
    <name>Bookings</name>
    <message>
        <source>Private booking</source>
        <translation>不公開的預訂</translation>
    </message>
    <message>
        <source>{name} ({units})</source>
        <translation>{name}（{units}）</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>不公開標題</translation>
    </message>
    <message>
        <source>{what}: {reasons}</source>
        <translation>{what}：{reasons}</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>需要處理</translation>
    </message>
    <message>
        <source>Waiting for confirmation</source>
        <translation>等待確認</translation>
    </message>
    <message>
        <source>Past</source>
        <translation>以往</translation>
    </message>
    <message>
        <source>Being cancelled</source>
        <translation>正在取消</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Change refused</source>
        <translation>更改不獲接納</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>進行中</translation>
    </message>
    <message>
        <source>Show in schedule (Ctrl+Enter)</source>
        <translation>在時間表顯示（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Change (F2)</source>
        <translation>更改（F2）</translation>
    </message>
    <message>
        <source>Cancel the booking (Delete)</source>
        <translation>取消預訂（Delete）</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>更多操作</translation>
    </message>
    <message>
        <source>See what to do</source>
        <translation>查看可行做法</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>不再顯示</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Leave out: {what}</source>
        <translation>不要求：{what}</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>The window could not be opened.</source>
        <translation>視窗未能開啟。</translation>
    </message>
    <message>
        <source>Demonstration</source>
        <translation>示範</translation>
    </message>
    <message>
        <source>Come in as</source>
        <translation>選擇身份</translation>
    </message>
    <message>
        <source>Sites, rooms, people and bookings are invented; the server is your own.</source>
        <translation>場地、房間、人員及預訂均屬虛構；伺服器只在你的電腦上。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
    <message>
        <source>A tenant's member</source>
        <translation>租戶成員</translation>
    </message>
    <message>
        <source>Find and book rooms; other tenants' time says Busy.</source>
        <translation>尋找及預訂房間；其他租戶的時段只顯示「已佔用」。</translation>
    </message>
    <message>
        <source>An office administrator</source>
        <translation>辦公室管理員</translation>
    </message>
    <message>
        <source>Keep the inventory, and close rooms for a time.</source>
        <translation>管理資源清單，並可暫時關閉房間。</translation>
    </message>
    <message>
        <source>Both, side by side</source>
        <translation>兩者並排</translation>
    </message>
    <message>
        <source>Two windows over one shared database: see what one does in the other.</source>
        <translation>兩個視窗連接同一個共用資料庫：在一個視窗所做的，另一個隨即看到。</translation>
    </message>
</context>
<context>
    <name>ClosureEditor</name>
    <message>
        <source>You do not look after {site} any more, so this cannot be saved. What you typed stays here until you close it.</source>
        <translation>你已不再管理{site}，因此不能儲存。你輸入的內容會留在這裏，直至你關閉為止。</translation>
    </message>
    <message>
        <source>Somebody else changed this meanwhile. It is now: {closure}.</source>
        <translation>期間有人更改了此項目。現時內容：{closure}。</translation>
    </message>
    <message>
        <source>Both of you changed this; theirs is {theirs}. Saving puts yours there.</source>
        <translation>雙方都更改了這一項，對方改為 {theirs}。儲存後以你的為準。</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>採用對方的</translation>
    </message>
    <message>
        <source>New closure</source>
        <translation>新增關閉時段</translation>
    </message>
    <message>
        <source>Change a closure</source>
        <translation>更改關閉時段</translation>
    </message>
    <message>
        <source>Close it</source>
        <translation>確定關閉</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Save (Ctrl+S)</source>
        <translation>儲存（Ctrl+S）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ClosureForm</name>
    <message>
        <source>Please give a reason in one language at least.</source>
        <translation>請最少以一種語言填寫原因。</translation>
    </message>
    <message>
        <source>Please choose</source>
        <translation>請選擇</translation>
    </message>
    <message>
        <source>All of the site</source>
        <translation>整個場地</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>場地</translation>
    </message>
    <message>
        <source>What is closed</source>
        <translation>關閉範圍</translation>
    </message>
    <message>
        <source>From and until</source>
        <translation>開始與結束</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>All day</source>
        <translation>全日</translation>
    </message>
</context>
<context>
    <name>ClosuresPage</name>
    <message>
        <source>Closures</source>
        <translation>關閉時段</translation>
    </message>
    <message>
        <source>New closure</source>
        <translation>新增關閉時段</translation>
    </message>
    <message>
        <source>Close something (Insert)</source>
        <translation>新增關閉時段（Insert）</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Change this closure (Enter)</source>
        <translation>更改此關閉時段（Enter）</translation>
    </message>
    <message>
        <source>Lift</source>
        <translation>解除</translation>
    </message>
    <message>
        <source>Open it again (Delete)</source>
        <translation>重新開放（Delete）</translation>
    </message>
    <message>
        <source>Enter changes, Insert adds, Delete lifts a closure</source>
        <translation>Enter 更改，Insert 新增，Delete 解除關閉時段</translation>
    </message>
    <message>
        <source>Now and coming</source>
        <translation>現時及未來</translation>
    </message>
    <message>
        <source>Now and coming ({count})</source>
        <translation>現時及未來（{count}）</translation>
    </message>
    <message>
        <source>Past</source>
        <translation>以往</translation>
    </message>
    <message>
        <source>Past ({count})</source>
        <translation>以往（{count}）</translation>
    </message>
    <message>
        <source>Nothing to show yet</source>
        <translation>尚無可顯示的內容</translation>
    </message>
    <message>
        <source>Reading the closures…</source>
        <translation>正在讀取關閉時段…</translation>
    </message>
    <message>
        <source>No past closures</source>
        <translation>沒有以往的關閉時段</translation>
    </message>
    <message>
        <source>What was closed stands here afterwards.</source>
        <translation>關閉時段結束後會列在這裏。</translation>
    </message>
    <message>
        <source>Nothing is closed</source>
        <translation>沒有關閉時段</translation>
    </message>
    <message>
        <source>Close a site or a resource for a time, and it stands here.</source>
        <translation>將場地或資源關閉一段時間，便會列在這裏。</translation>
    </message>
    <message>
        <source>{what}: the change was not made. {why}</source>
        <translation>{what}：更改沒有進行。{why}</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>不再顯示</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>重新開啟</translation>
    </message>
    <message>
        <source>It is over, so no booking is concerned any more.</source>
        <translation>已經結束，不再影響任何預訂。</translation>
    </message>
    <message>
        <source>No booking is concerned.</source>
        <translation>不影響任何預訂。</translation>
    </message>
</context>
<context>
    <name>Concerned</name>
    <message>
        <source>Say what is closed and when, and the bookings concerned stand here.</source>
        <translation>填寫關閉範圍和時間後，受影響的預訂會列在這裏。</translation>
    </message>
    <message>
        <source>No booking is concerned.</source>
        <translation>不影響任何預訂。</translation>
    </message>
</context>
<context>
    <name>ConflictsDialog</name>
    <message>
        <source>Refused and waiting</source>
        <translation>不獲接納及等待中的更改</translation>
    </message>
    <message>
        <source>Dismiss all</source>
        <translation>全部清除</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Waiting to be confirmed</source>
        <translation>等待確認</translation>
    </message>
    <message>
        <source>Nothing was refused and nothing waits.
What cannot be done will stand here, with what can be had instead.</source>
        <translation>沒有不獲接納或等待中的更改。
不能進行的更改會列在這裏，並附上其他可選方案。</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>對方的更改</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>你的預訂</translation>
    </message>
    <message>
        <source>{what} ({state})</source>
        <translation>{what}（{state}）</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Keep theirs</source>
        <translation>保留對方的更改</translation>
    </message>
    <message>
        <source>Put mine on top</source>
        <translation>以我的更改為準</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>不再顯示</translation>
    </message>
    <message>
        <source>Book it again</source>
        <translation>再次預訂</translation>
    </message>
    <message>
        <source>Edit and book…</source>
        <translation>編輯後預訂…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試一次</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Something unexpected happened</source>
        <translation>發生意外問題</translation>
    </message>
    <message>
        <source>What you booked is kept, and you can go on. If something does not work any more, start the program again. The text below helps whoever looks after it.</source>
        <translation>你的預訂已保留，可以繼續使用。如有功能失效，請重新啟動程式。以下文字有助維護人員處理。</translation>
    </message>
    <message>
        <source>It holds no titles and no names. Nothing is sent anywhere by itself.</source>
        <translation>當中不含標題和姓名，亦不會自動傳送到任何地方。</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>報告</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已複製</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>複製文字</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>結束</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>繼續</translation>
    </message>
</context>
<context>
    <name>DayBar</name>
    <message>
        <source>Previous day (Page Up)</source>
        <translation>前一天（Page Up）</translation>
    </message>
    <message>
        <source>Next day (Page Down)</source>
        <translation>後一天（Page Down）</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Show today (Home)</source>
        <translation>顯示今天（Home）</translation>
    </message>
    <message>
        <source>Choose a date</source>
        <translation>選擇日期</translation>
    </message>
    <message>
        <source>Day: {day}</source>
        <translation>日期：{day}</translation>
    </message>
</context>
<context>
    <name>DeskWindow</name>
    <message>
        <source>Your password is changed. It stays in memory until the program ends.</source>
        <translation>密碼已更改，並會留在記憶體直至程式結束。</translation>
    </message>
    <message>
        <source>Your password is changed.</source>
        <translation>密碼已更改。</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>不獲接納</translation>
    </message>
</context>
<context>
    <name>DiscardQuestion</name>
    <message>
        <source>Discard what you typed?</source>
        <translation>要捨棄已輸入的內容嗎？</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>捨棄</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>繼續</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Room, code or feature</source>
        <translation>房間、編號或設施</translation>
    </message>
    <message>
        <source>Filter by name, code or feature</source>
        <translation>按名稱、編號或設施篩選</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>所有類別</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>類別</translation>
    </message>
    <message>
        <source>Any size</source>
        <translation>人數不限</translation>
    </message>
    <message>
        <source>at least </source>
        <translation>最少 </translation>
    </message>
    <message>
        <source>For at least so many people</source>
        <translation>最少可容納的人數</translation>
    </message>
    <message>
        <source>Free now</source>
        <translation>現時可用</translation>
    </message>
    <message>
        <source>Only what is free at this moment</source>
        <translation>只顯示此刻可用的資源</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Only rows with a booking of yours on this day</source>
        <translation>只顯示當天有你預訂的資源</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Show all rows again</source>
        <translation>重新顯示所有資源</translation>
    </message>
    <message>
        <source>Features ({count})</source>
        <translation>設施（{count}）</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>設施</translation>
    </message>
</context>
<context>
    <name>FindPage</name>
    <message>
        <source>Find</source>
        <translation>尋找</translation>
    </message>
    <message>
        <source>Nothing was fetched yet</source>
        <translation>尚未取得任何資料</translation>
    </message>
    <message>
        <source>What do you need? For example: 6 people, video, tomorrow 14:00–15:30</source>
        <translation>你需要甚麼？例如：6 人、視像、明天 14:00–15:30</translation>
    </message>
    <message>
        <source>What do you need?</source>
        <translation>你需要甚麼？</translation>
    </message>
    <message>
        <source>What can be booked</source>
        <translation>可預訂的資源</translation>
    </message>
    <message>
        <source>This cannot be looked for now</source>
        <translation>現時無法尋找</translation>
    </message>
    <message>
        <source>This cannot be looked for</source>
        <translation>無法按此尋找</translation>
    </message>
    <message>
        <source>Nothing like that can be booked</source>
        <translation>沒有符合要求而可預訂的資源</translation>
    </message>
    <message>
        <source>Leave out a feature, ask for fewer people, or try another time.</source>
        <translation>可減少一項設施、減少人數，或改用其他時間。</translation>
    </message>
    <message>
        <source>Nothing here is called “{words}”, so that was passed over.</source>
        <translation>找不到名為「{words}」的項目，已略過。</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message numerus="yes">
        <source>%n can be booked</source>
        <translation>
            <numerusform>%n 項可預訂</numerusform>
        </translation>
    </message>
    <message>
        <source>At another site</source>
        <translation>其他場地</translation>
    </message>
    <message>
        <source>Nearly</source>
        <translation>接近要求</translation>
    </message>
    <message>
        <source>What stands in the way, and what would do</source>
        <translation>不能預訂的原因，以及可行的做法</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>預訂</translation>
    </message>
    <message>
        <source>Enter books, Ctrl+Enter shows it in the schedule</source>
        <translation>按 Enter 預訂，按 Ctrl+Enter 在時間表顯示</translation>
    </message>
    <message>
        <source>Show in schedule (Ctrl+Enter)</source>
        <translation>在時間表顯示（Ctrl+Enter）</translation>
    </message>
    <message numerus="yes">
        <source>%n seat(s)</source>
        <translation>
            <numerusform>%n 個座位</numerusform>
        </translation>
    </message>
    <message>
        <source>Does not have: {features}.</source>
        <translation>沒有：{features}。</translation>
    </message>
</context>
<context>
    <name>FirstFetch</name>
    <message>
        <source>Fetching from {zone}…</source>
        <translation>正在從{zone}取得資料…</translation>
    </message>
    <message>
        <source>Fetching…</source>
        <translation>正在取得資料…</translation>
    </message>
    <message>
        <source>The shared database does not answer. It is tried again by itself as long as this window is open.</source>
        <translation>共用資料庫沒有回應。只要此視窗開啟，程式便會自動再試。</translation>
    </message>
    <message>
        <source>Rooms, laboratories, equipment and who has them when. This takes a moment the first time only; afterwards everything is here, also without a connection.</source>
        <translation>房間、實驗室、設備及其使用時間。只有首次需要稍候；之後即使沒有連線，所有資料亦在這裏。</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>登出</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試一次</translation>
    </message>
</context>
<context>
    <name>ImpactList</name>
    <message>
        <source>Copy</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Bookings concerned</source>
        <translation>受影響的預訂</translation>
    </message>
    <message numerus="yes">
        <source>%n booking(s) concerned. They stay until somebody moves them.</source>
        <translation>
            <numerusform>涉及 %n 個預訂。在有人改期之前，預訂會保留。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InventoryActs</name>
    <message>
        <source>Taken back: {what}.</source>
        <translation>已撤回：{what}。</translation>
    </message>
    <message>
        <source>This cannot be taken back. {why}</source>
        <translation>這項更改不能撤回。{why}</translation>
    </message>
    <message>
        <source>Taking back: {what}. Waiting for confirmation.</source>
        <translation>正在撤回：{what}。等待確認。</translation>
    </message>
    <message>
        <source>Asked for: {what}. Waiting for confirmation.</source>
        <translation>已提出：{what}。等待確認。</translation>
    </message>
    <message>
        <source>Done: {what}.</source>
        <translation>已完成：{what}。</translation>
    </message>
</context>
<context>
    <name>InventoryButtons</name>
    <message>
        <source>New resource</source>
        <translation>新增資源</translation>
    </message>
    <message>
        <source>Add a room, a lab or equipment (Insert)</source>
        <translation>新增房間、實驗室或設備（Insert）</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>編輯</translation>
    </message>
    <message>
        <source>See and change all of it (Enter)</source>
        <translation>查看及更改全部內容（Enter）</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Make another one like it (Ctrl+D)</source>
        <translation>以此為範本新增（Ctrl+D）</translation>
    </message>
    <message>
        <source>Change several</source>
        <translation>更改多項</translation>
    </message>
    <message>
        <source>Set state, rules, hours or features of all that are chosen (Ctrl+E)</source>
        <translation>設定所有已選項目的狀態、規則、時間或設施（Ctrl+E）</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>永久停用</translation>
    </message>
    <message>
        <source>Take it out of use for good (Delete)</source>
        <translation>永久停用（Delete）</translation>
    </message>
    <message>
        <source>Show in the schedule</source>
        <translation>在時間表顯示</translation>
    </message>
</context>
<context>
    <name>InventoryFilters</name>
    <message>
        <source>Name in any language, initials or code</source>
        <translation>任何語言的名稱、拼音首字母或編號</translation>
    </message>
    <message>
        <source>Filter by name or code</source>
        <translation>按名稱或編號篩選</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>類別</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>設施</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>場地</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Show everything in use again</source>
        <translation>重新顯示所有使用中的資源</translation>
    </message>
    <message>
        <source>All in use</source>
        <translation>所有使用中的</translation>
    </message>
    <message>
        <source>All, with retired</source>
        <translation>全部（包括永久停用）</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>所有類別</translation>
    </message>
    <message>
        <source>All features</source>
        <translation>所有設施</translation>
    </message>
    <message>
        <source>All sites</source>
        <translation>所有場地</translation>
    </message>
</context>
<context>
    <name>InventoryNothing</name>
    <message>
        <source>Nothing to show yet</source>
        <translation>尚無可顯示的內容</translation>
    </message>
    <message>
        <source>Reading the inventory…</source>
        <translation>正在讀取資源清單…</translation>
    </message>
    <message>
        <source>Nothing fits</source>
        <translation>沒有符合的項目</translation>
    </message>
    <message>
        <source>No resource passes these filters.</source>
        <translation>沒有符合篩選的資源。</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>清除篩選</translation>
    </message>
    <message>
        <source>No resources yet</source>
        <translation>尚無資源</translation>
    </message>
    <message>
        <source>Rooms, labs and equipment of your sites will stand here.</source>
        <translation>你場地的房間、實驗室和設備會列在這裏。</translation>
    </message>
    <message>
        <source>Add the first one</source>
        <translation>新增第一項</translation>
    </message>
</context>
<context>
    <name>InventoryPage</name>
    <message>
        <source>Inventory</source>
        <translation>資源清單</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>選擇欄目</translation>
    </message>
    <message>
        <source>Enter opens, Insert adds, Ctrl+D duplicates, Ctrl+E changes several, Delete retires</source>
        <translation>Enter 開啟，Insert 新增，Ctrl+D 複製，Ctrl+E 更改多項，Delete 永久停用</translation>
    </message>
    <message numerus="yes">
        <source>%n resource(s)</source>
        <translation>
            <numerusform>%n 項資源</numerusform>
        </translation>
    </message>
    <message>
        <source>{shown}, {chosen} chosen</source>
        <translation>{shown}，已選 {chosen} 項</translation>
    </message>
</context>
<context>
    <name>InventoryRefusals</name>
    <message>
        <source>{name}: the change was not made. {why}</source>
        <translation>{name}：更改沒有進行。{why}</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>不再顯示</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>重新開啟</translation>
    </message>
</context>
<context>
    <name>InvitationBox</name>
    <message>
        <source>Drop your invitation here</source>
        <translation>把邀請拖放到這裏</translation>
    </message>
    <message>
        <source>It is a file or a link that the office of your site has sent you.</source>
        <translation>即場地經理發給你的檔案或連結。</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>選擇檔案…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>貼上</translation>
    </message>
    <message>
        <source>Take the invitation from the clipboard</source>
        <translation>從剪貼簿取得邀請</translation>
    </message>
    <message>
        <source>Or enter its &amp;path, its link or its text</source>
        <translation>或輸入其路徑、連結或文字(&amp;P)</translation>
    </message>
    <message>
        <source>/home/me/mine.invitation or loop-booking:…</source>
        <translation>/home/me/mine.invitation 或 loop-booking:…</translation>
    </message>
    <message>
        <source>Choose your invitation</source>
        <translation>選擇你的邀請</translation>
    </message>
    <message>
        <source>Invitations ({patterns})</source>
        <translation>邀請 ({patterns})</translation>
    </message>
    <message>
        <source>All files ({patterns})</source>
        <translation>所有檔案 ({patterns})</translation>
    </message>
</context>
<context>
    <name>InvitationCard</name>
    <message>
        <source>Server</source>
        <translation>伺服器</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登入名稱</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>連線</translation>
    </message>
    <message>
        <source>Another invitation</source>
        <translation>另一份邀請</translation>
    </message>
    <message>
        <source>Shared database</source>
        <translation>共用資料庫</translation>
    </message>
    <message>
        <source>{host}, port {port}, database {database}</source>
        <translation>{host}，連接埠 {port}，資料庫 {database}</translation>
    </message>
    <message>
        <source>Stays on this computer</source>
        <translation>只在這部電腦之內</translation>
    </message>
    <message>
        <source>Encrypted; the server proves itself by the invitation's certificate</source>
        <translation>已加密；伺服器以邀請所附的證書證明身分</translation>
    </message>
    <message>
        <source>Encrypted; the server proves itself by a certificate of the system's</source>
        <translation>已加密；伺服器以系統的證書證明身分</translation>
    </message>
</context>
<context>
    <name>ItemRow</name>
    <message>
        <source>Room, lab or equipment: name or code</source>
        <translation>房間、實驗室或設備：名稱或編號</translation>
    </message>
    <message>
        <source>What to book</source>
        <translation>要預訂的資源</translation>
    </message>
    <message>
        <source>Remove from this booking</source>
        <translation>從此預訂移除</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>單位</translation>
    </message>
</context>
<context>
    <name>LeaveDialog</name>
    <message>
        <source>Sign out</source>
        <translation>登出</translation>
    </message>
    <message>
        <source>Sign {person} out?</source>
        <translation>要登出 {person} 嗎？</translation>
    </message>
    <message>
        <source>The local copy of the shared data is removed from this computer, and the password is forgotten.</source>
        <translation>共用資料的本機副本會從這部電腦移除，密碼亦不再保留。</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) were not sent yet. They stay here and are sent when the same person signs in again; nobody else can see them.</source>
        <translation>
            <numerusform>尚有 %n 項更改未傳送。它們會留在這裏，待同一人再次登入時傳送；其他人看不到。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing waits to be sent.</source>
        <translation>沒有等待傳送的更改。</translation>
    </message>
    <message>
        <source>Stay signed in</source>
        <translation>保持登入</translation>
    </message>
    <message>
        <source>Sign in as somebody else…</source>
        <translation>以其他人身分登入…</translation>
    </message>
</context>
<context>
    <name>LookingFor</name>
    <message>
        <source>People</source>
        <translation>人數</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>From</source>
        <translation>由</translation>
    </message>
    <message>
        <source>To</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>時長</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>設施</translation>
    </message>
    <message>
        <source>any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>類別</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>場地</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>檔案(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編輯(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>檢視(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>前往(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>說明(&amp;H)</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主題</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message numerus="yes">
        <source>%n field(s) left to choose</source>
        <translation>
            <numerusform>尚有 %n 欄待選</numerusform>
        </translation>
    </message>
    <message>
        <source>Two versions of {name}</source>
        <translation>{name}的兩個版本</translation>
    </message>
    <message>
        <source>Somebody else changed it meanwhile. Where only one of you changed a field, that is chosen; please choose the others.</source>
        <translation>期間有人更改了此項目。只有一方更改的欄目已自動選定；其餘請你選擇。</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Theirs, as it is now</source>
        <translation>對方的版本（現時內容）</translation>
    </message>
    <message>
        <source>Both together</source>
        <translation>兩者合併</translation>
    </message>
    <message>
        <source>Save these</source>
        <translation>儲存所選內容</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose all of mine</source>
        <translation>全部選用我的</translation>
    </message>
    <message>
        <source>Choose all of theirs</source>
        <translation>全部選用對方的</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Message</source>
        <translation>訊息</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
    <message>
        <source>Take back what was just done</source>
        <translation>撤回剛才所做的更改</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Dismiss this message</source>
        <translation>關閉此訊息</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 則</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MineActs</name>
    <message>
        <source>What is over cannot be cancelled.</source>
        <translation>已結束的預訂不能取消。</translation>
    </message>
    <message>
        <source>This is being cancelled already.</source>
        <translation>此預訂正在取消。</translation>
    </message>
    <message numerus="yes">
        <source>%n booking(s) taken back before they were sent.</source>
        <translation>
            <numerusform>%n 個預訂已在傳送前撤回。</numerusform>
        </translation>
    </message>
    <message>
        <source>“{title}” is being cancelled.</source>
        <translation>正在取消「{title}」。</translation>
    </message>
    <message numerus="yes">
        <source>%n booking(s) are being cancelled.</source>
        <translation>
            <numerusform>正在取消 %n 個預訂。</numerusform>
        </translation>
    </message>
    <message>
        <source>Taken back.</source>
        <translation>已撤回。</translation>
    </message>
    <message>
        <source>“{title}” is being moved.</source>
        <translation>正在更改「{title}」的時間或地點。</translation>
    </message>
    <message numerus="yes">
        <source>%n booking(s) copied as text.</source>
        <translation>
            <numerusform>%n 個預訂已複製為文字。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MineHead</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>已選取 %n 項</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n booking(s)</source>
        <translation>
            <numerusform>取消 %n 個預訂</numerusform>
        </translation>
    </message>
    <message>
        <source>Filter by title, room, code or person</source>
        <translation>按標題、房間、編號或人員篩選</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>篩選</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>My organisation's</source>
        <translation>我的機構</translation>
    </message>
    <message>
        <source>Past</source>
        <translation>以往</translation>
    </message>
    <message>
        <source>Also show what is over</source>
        <translation>同時顯示已結束的預訂</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>複製為文字</translation>
    </message>
</context>
<context>
    <name>MineMenu</name>
    <message>
        <source>Details</source>
        <translation>詳情</translation>
    </message>
    <message>
        <source>Show in schedule</source>
        <translation>在時間表顯示</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Book again…</source>
        <translation>再次預訂…</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>複製為文字</translation>
    </message>
    <message>
        <source>Cancel the booking</source>
        <translation>取消預訂</translation>
    </message>
    <message>
        <source>Dismiss the refusal</source>
        <translation>清除此結果</translation>
    </message>
    <message>
        <source>See what to do</source>
        <translation>查看可行做法</translation>
    </message>
    <message>
        <source>Half an hour earlier</source>
        <translation>提早半小時</translation>
    </message>
    <message>
        <source>Half an hour later</source>
        <translation>延後半小時</translation>
    </message>
    <message>
        <source>To the next day</source>
        <translation>移至翌日</translation>
    </message>
    <message>
        <source>A week later</source>
        <translation>延後一星期</translation>
    </message>
    <message>
        <source>To another time or place…</source>
        <translation>移至其他時間或地點…</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>改期</translation>
    </message>
</context>
<context>
    <name>MinePage</name>
    <message>
        <source>My bookings</source>
        <translation>我的預訂</translation>
    </message>
    <message>
        <source>Bookings</source>
        <translation>預訂</translation>
    </message>
    <message>
        <source>Nothing can be shown</source>
        <translation>沒有可顯示的內容</translation>
    </message>
    <message>
        <source>No booking fits</source>
        <translation>沒有符合的預訂</translation>
    </message>
    <message>
        <source>Try fewer words, or look at all sites.</source>
        <translation>可減少字詞，或查看所有場地。</translation>
    </message>
    <message>
        <source>What you book stands here by day, with what waits to be sent and what was refused.</source>
        <translation>你的預訂會按日列在這裏，包括等待傳送及不獲接納的更改。</translation>
    </message>
    <message>
        <source>No bookings to come</source>
        <translation>沒有未來的預訂</translation>
    </message>
    <message>
        <source>Find a room</source>
        <translation>尋找房間</translation>
    </message>
</context>
<context>
    <name>MonthPopup</name>
    <message>
        <source>Go to date: 24/11, next Tue</source>
        <translation>前往日期：24/11、下週二</translation>
    </message>
    <message>
        <source>Go to date</source>
        <translation>前往日期</translation>
    </message>
    <message>
        <source>No date was recognised. Write it as 24/11 or 24 Nov.</source>
        <translation>未能識別日期。請寫作 24/11 或 11月24日。</translation>
    </message>
</context>
<context>
    <name>MultiEdit</name>
    <message numerus="yes">
        <source>%n resource(s) will change.</source>
        <translation>
            <numerusform>將更改 %n 項資源。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay(s) as it is.</source>
        <translation>
            <numerusform>%n 項保持不變。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing changes yet.</source>
        <translation>尚未有更改。</translation>
    </message>
    <message>
        <source>No booking to come is concerned.</source>
        <translation>不影響任何未來的預訂。</translation>
    </message>
    <message numerus="yes">
        <source>%n resource(s)</source>
        <translation>
            <numerusform>%n 項資源</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %n resource(s)</source>
        <translation>
            <numerusform>更改 %n 項資源</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>保持不變</translation>
    </message>
    <message>
        <source>Add features</source>
        <translation>加入設施</translation>
    </message>
    <message>
        <source>Take features away</source>
        <translation>移除設施</translation>
    </message>
    <message>
        <source>What will change</source>
        <translation>將更改的內容</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>NamesEdit</name>
    <message>
        <source>{language}: missing</source>
        <translation>{language}：未填寫</translation>
    </message>
</context>
<context>
    <name>NoRows</name>
    <message>
        <source>Clear the filters</source>
        <translation>清除篩選</translation>
    </message>
    <message>
        <source>No resource fits the filters</source>
        <translation>沒有符合篩選的資源</translation>
    </message>
    <message>
        <source>Nothing was fetched yet</source>
        <translation>尚未取得任何資料</translation>
    </message>
    <message>
        <source>Rooms, labs and equipment stand here, with a day beside them.</source>
        <translation>這裏列出房間、實驗室和設備，旁邊是一天的時間表。</translation>
    </message>
</context>
<context>
    <name>OfferList</name>
    <message>
        <source>What could be had instead</source>
        <translation>其他可選方案</translation>
    </message>
    <message numerus="yes">
        <source>%n more offer(s)</source>
        <translation>
            <numerusform>另有 %n 個建議</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpenTo</name>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Go to anything</source>
        <translation>前往任何項目</translation>
    </message>
    <message>
        <source>A room, a person, a code, a day or an action</source>
        <translation>房間、人員、編號、日子或操作</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>符合的項目</translation>
    </message>
    <message>
        <source>Nothing is called that. Parts of names, codes and pinyin initials will do.</source>
        <translation>找不到此名稱。可輸入部分名稱、編號或拼音首字母。</translation>
    </message>
    <message>
        <source>Schedule on {day}</source>
        <translation>{day}的時間表</translation>
    </message>
</context>
<context>
    <name>PasswordBar</name>
    <message>
        <source>The server does not take the password any more. It was changed, maybe.</source>
        <translation>伺服器不再接納此密碼，它可能已被更改。</translation>
    </message>
    <message>
        <source>Please enter your password, so that what waits can be sent.</source>
        <translation>請輸入密碼，以傳送等待中的更改。</translation>
    </message>
    <message>
        <source>Password of {login}</source>
        <translation>{login} 的密碼</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密碼</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>連線</translation>
    </message>
    <message>
        <source>Somebody else…</source>
        <translation>其他人…</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>This is not your present password.</source>
        <translation>這不是你現時的密碼。</translation>
    </message>
    <message>
        <source>At least {count} characters; several words are easy to remember.</source>
        <translation>最少 {count} 個字元；用幾個詞語組成較易記住。</translation>
    </message>
    <message>
        <source>A strong password.</source>
        <translation>密碼強度高。</translation>
    </message>
    <message>
        <source>A fair password; longer is stronger.</source>
        <translation>密碼強度中等；愈長愈強。</translation>
    </message>
    <message>
        <source>A weak password; longer is stronger.</source>
        <translation>密碼強度低；愈長愈強。</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>更改密碼</translation>
    </message>
    <message>
        <source>The password itself does not leave this computer; a connection is needed.</source>
        <translation>密碼本身不會離開這部電腦；更改時需要連線。</translation>
    </message>
    <message>
        <source>&amp;Present password</source>
        <translation>現時密碼(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;New password</source>
        <translation>新密碼(&amp;N)</translation>
    </message>
    <message>
        <source>New password, &amp;once more</source>
        <translation>再次輸入新密碼(&amp;O)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>正在向伺服器查詢…</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Caps Lock is on.</source>
        <translation>大寫鎖定已開啟。</translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation>隱藏密碼</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>顯示密碼</translation>
    </message>
</context>
<context>
    <name>PeopleEdit</name>
    <message>
        <source>One less</source>
        <translation>減少一個</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>增加一個</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>Connected</source>
        <translation>已連線</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在連線…</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>離線</translation>
    </message>
    <message>
        <source>Opening your desk…</source>
        <translation>正在開啟你的工作區…</translation>
    </message>
    <message>
        <source>The settings could not be read, so the usual ones are used.</source>
        <translation>無法讀取設定，現採用預設設定。</translation>
    </message>
    <message>
        <source>Sign out first to use another invitation.</source>
        <translation>請先登出，再使用另一份邀請。</translation>
    </message>
    <message>
        <source>Your desk cannot be opened</source>
        <translation>無法開啟你的工作區</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試一次</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>結束</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登入</translation>
    </message>
    <message>
        <source>This computer has no keyring: the password stays in memory until the program ends.</source>
        <translation>這部電腦沒有密碼匙圈：密碼會留在記憶體直至程式結束。</translation>
    </message>
    <message>
        <source>Signing out…</source>
        <translation>正在登出…</translation>
    </message>
    <message>
        <source>Closing your desk…</source>
        <translation>正在關閉你的工作區…</translation>
    </message>
    <message>
        <source>The local copy of the last person is removed once you are signed in.</source>
        <translation>你登入後，上一位使用者的本機副本便會移除。</translation>
    </message>
    <message>
        <source>You are signed out; the local copy is removed.</source>
        <translation>你已登出；本機副本已移除。</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) stay here and are sent when you sign in again.</source>
        <translation>
            <numerusform>%n 項更改留在這裏，待你再次登入時傳送。</numerusform>
        </translation>
    </message>
    <message>
        <source>Sign in as somebody else…</source>
        <translation>以其他人身分登入…</translation>
    </message>
    <message>
        <source>You cannot use this shared database now</source>
        <translation>你現時不能使用此共用資料庫</translation>
    </message>
</context>
<context>
    <name>QuickBooking</name>
    <message>
        <source>Book {resource}</source>
        <comment>a lab or equipment</comment>
        <translation>預約{resource}</translation>
    </message>
    <message>
        <source>Book {resource}</source>
        <translation>預訂{resource}</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>更多…</translation>
    </message>
    <message>
        <source>Ask the server anyway</source>
        <translation>仍提交伺服器決定</translation>
    </message>
    <message>
        <source>Booking…</source>
        <translation>正在預訂…</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>預訂</translation>
    </message>
    <message>
        <source>Booking…</source>
        <comment>a lab or equipment</comment>
        <translation>正在預約…</translation>
    </message>
    <message>
        <source>Book</source>
        <comment>a lab or equipment</comment>
        <translation>預約</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>標題</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人數</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>不公開標題</translation>
    </message>
    <message>
        <source>Colleagues see only that it is busy</source>
        <translation>同事只會看到「已佔用」</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message numerus="yes">
        <source>%n to look at</source>
        <translation>
            <numerusform>%n 項需留意</numerusform>
        </translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>頁面</translation>
    </message>
</context>
<context>
    <name>RefusalTeller</name>
    <message numerus="yes">
        <source>%n change(s) were sent again, because a recovery of the shared database had lost them.</source>
        <translation>
            <numerusform>共用資料庫復原時遺失了 %n 項更改，現已重新傳送。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) could not be made. See them under What waits.</source>
        <translation>
            <numerusform>%n 項更改未能進行。請在「等待中的更改」查看。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResourceEditor</name>
    <message>
        <source>Only the office of {site} can change this.</source>
        <translation>只有{site}的場地經理可以更改。</translation>
    </message>
    <message>
        <source>You do not look after {site} any more, so this cannot be saved. What you typed stays here until you close it.</source>
        <translation>你已不再管理{site}，因此不能儲存。你輸入的內容會留在這裏，直至你關閉為止。</translation>
    </message>
    <message>
        <source>Somebody else changed this meanwhile.</source>
        <translation>期間有人更改了此項目。</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>No booking to come is concerned.</source>
        <translation>不影響任何未來的預訂。</translation>
    </message>
    <message>
        <source>New resource</source>
        <translation>新增資源</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Save (Ctrl+S)</source>
        <translation>儲存（Ctrl+S）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
</context>
<context>
    <name>ResourceForm</name>
    <message>
        <source>None</source>
        <translation>沒有</translation>
    </message>
    <message>
        <source>Does not count</source>
        <translation>不適用</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>不詳</translation>
    </message>
    <message>
        <source>Please choose</source>
        <translation>請選擇</translation>
    </message>
    <message>
        <source>Not said</source>
        <translation>未註明</translation>
    </message>
    <message>
        <source>No floor</source>
        <translation>沒有樓層</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>基本資料</translation>
    </message>
    <message>
        <source>What it offers</source>
        <translation>所提供的設施</translation>
    </message>
    <message>
        <source>How it is booked</source>
        <translation>預訂方式</translation>
    </message>
</context>
<context>
    <name>RetireDialog</name>
    <message numerus="yes">
        <source>%n resource(s)</source>
        <translation>
            <numerusform>%n 項資源</numerusform>
        </translation>
    </message>
    <message>
        <source>Retire {what}?</source>
        <translation>要永久停用{what}嗎？</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 則</numerusform>
        </translation>
    </message>
    <message>
        <source>It stays in the history, but can be booked no more. Nothing is deleted.</source>
        <translation>歷史紀錄會保留，但不能再預訂。不會刪除任何資料。</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>永久停用</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Looking for bookings…</source>
        <translation>正在尋找預訂…</translation>
    </message>
    <message>
        <source>No booking to come is concerned.</source>
        <translation>不影響任何未來的預訂。</translation>
    </message>
</context>
<context>
    <name>SchedulePage</name>
    <message>
        <source>Schedule</source>
        <translation>時間表</translation>
    </message>
    <message>
        <source>Schedule of the day</source>
        <translation>當天的時間表</translation>
    </message>
    <message>
        <source>Arrows move, Shift and arrows stretch, Enter opens or books, M moves, R resizes, Delete cancels, F2 edits, U unfolds, Page Up and Down change the day</source>
        <translation>方向鍵移動，Shift 加方向鍵延長，Enter 開啟或預訂，M 改期，R 更改時長，Delete 取消，F2 編輯，U 展開，Page Up 和 Page Down 轉換日子</translation>
    </message>
</context>
<context>
    <name>ScheduleTools</name>
    <message>
        <source>As a grid (Ctrl+L)</source>
        <translation>以格線顯示（Ctrl+L）</translation>
    </message>
    <message>
        <source>As a list (Ctrl+L)</source>
        <translation>以清單顯示（Ctrl+L）</translation>
    </message>
    <message>
        <source>Shorter cells (Ctrl++)</source>
        <translation>較短的時段格（Ctrl++）</translation>
    </message>
    <message>
        <source>Longer cells (Ctrl+-)</source>
        <translation>較長的時段格（Ctrl+-）</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Title</source>
        <translation>標題</translation>
    </message>
    <message>
        <source>What is it for?</source>
        <translation>預訂用途？</translation>
    </message>
    <message>
        <source>What and when</source>
        <translation>內容與時間</translation>
    </message>
    <message>
        <source>Add another resource: name or code</source>
        <translation>加入另一項資源：名稱或編號</translation>
    </message>
    <message>
        <source>Add another resource</source>
        <translation>加入另一項資源</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人數</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>不公開標題</translation>
    </message>
    <message>
        <source>Colleagues see only that it is busy</source>
        <translation>同事只會看到「已佔用」</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>備註</translation>
    </message>
    <message>
        <source>Ask the server anyway</source>
        <translation>仍提交伺服器決定</translation>
    </message>
    <message>
        <source>Cancel booking</source>
        <translation>取消預訂</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>鍵盤快速鍵</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按鍵</translation>
    </message>
    <message>
        <source>Schedule: move between cells</source>
        <translation>時間表：在格子之間移動</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>方向鍵</translation>
    </message>
    <message>
        <source>Schedule: stretch the time</source>
        <translation>時間表：延長或縮短時段</translation>
    </message>
    <message>
        <source>Shift and arrows</source>
        <translation>Shift 加方向鍵</translation>
    </message>
    <message>
        <source>Schedule: open or book</source>
        <translation>時間表：開啟或預訂</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Schedule: cancel a booking</source>
        <translation>時間表：取消預訂</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Close what lies over the window</source>
        <translation>關閉浮在視窗上的面板</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Nothing is fetched from the web. Please save the file and choose it.</source>
        <translation>程式不會從網上下載檔案。請先儲存檔案，再選擇它。</translation>
    </message>
    <message>
        <source>This computer has no keyring: the password stays in memory, and you are asked for it again when the program starts next time.</source>
        <translation>這部電腦沒有密碼匙圈：密碼只留在記憶體，下次啟動程式時會再次要求輸入。</translation>
    </message>
    <message>
        <source>You are not asked for it again on this computer.</source>
        <translation>在這部電腦上不會再要求輸入。</translation>
    </message>
    <message>
        <source>You are asked for it again when the program starts next time.</source>
        <translation>下次啟動程式時會再次要求輸入。</translation>
    </message>
    <message>
        <source>Whoever can read your files can read it. The file is open to your account alone.</source>
        <translation>能讀取你檔案的人也能讀取密碼。該檔案只限你的帳戶開啟。</translation>
    </message>
    <message>
        <source>There is no server named {host}, or this computer is offline.</source>
        <translation>沒有名為 {host} 的伺服器，或這部電腦處於離線狀態。</translation>
    </message>
    <message>
        <source>The server {host} does not answer. Please check the connection and try again.</source>
        <translation>伺服器 {host} 沒有回應。請檢查連線後再試。</translation>
    </message>
    <message>
        <source>This login is disabled. Please ask the office of your site.</source>
        <translation>此登入名稱已停用。請向場地經理查詢。</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登入</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>密碼(&amp;P)</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密碼</translation>
    </message>
    <message>
        <source>&amp;Keep the password</source>
        <translation>保存密碼(&amp;K)</translation>
    </message>
    <message>
        <source>In this computer's keyring</source>
        <translation>在這部電腦的密碼匙圈</translation>
    </message>
    <message>
        <source>Only until the program ends</source>
        <translation>只到程式結束為止</translation>
    </message>
    <message>
        <source>In a file that only I can read</source>
        <translation>在只有我能讀取的檔案</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>正在向伺服器查詢…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>SiteSwitch</name>
    <message>
        <source>Sites</source>
        <translation>場地</translation>
    </message>
    <message>
        <source>All sites</source>
        <translation>所有場地</translation>
    </message>
    <message>
        <source>Sites: {name}</source>
        <translation>場地：{name}</translation>
    </message>
</context>
<context>
    <name>StartWindow</name>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
</context>
<context>
    <name>StateCards</name>
    <message>
        <source>Dismiss</source>
        <translation>不再顯示</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即再試</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>再次比對</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Sign-in needed</source>
        <translation>需要登入</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>唯讀</translation>
    </message>
    <message>
        <source>Trouble</source>
        <translation>出現問題</translation>
    </message>
    <message>
        <source>Clock is off</source>
        <translation>時鐘不準</translation>
    </message>
    <message>
        <source>Shared database is busy</source>
        <translation>共用資料庫繁忙</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>離線</translation>
    </message>
    <message>
        <source>Offline since {time}</source>
        <translation>自 {time} 起離線</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Signed in: {who}</source>
        <translation>已登入：{who}</translation>
    </message>
    <message>
        <source>Shared database: {name}</source>
        <translation>共用資料庫：{name}</translation>
    </message>
    <message>
        <source>What you see was last compared with the shared database at this time.</source>
        <translation>你所見的資料最近一次與共用資料庫核對的時間。</translation>
    </message>
    <message>
        <source>Fetching the data for the first time…</source>
        <translation>正在首次取得資料…</translation>
    </message>
    <message>
        <source>Fetching the data for the first time: {count}</source>
        <translation>首次取得資料：{count}</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n 項等待中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n 項不獲接納</numerusform>
        </translation>
    </message>
    <message>
        <source>See what waits, and why</source>
        <translation>查看等待中的更改及原因</translation>
    </message>
</context>
<context>
    <name>Teller</name>
    <message numerus="yes">
        <source>%n change(s) were not accepted. My bookings says why.</source>
        <translation>
            <numerusform>%n 項更改不獲接納。原因見「我的預訂」。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TokenEdit</name>
    <message>
        <source>Type to add</source>
        <translation>輸入以加入</translation>
    </message>
    <message>
        <source>Show what can be added (Down)</source>
        <translation>顯示可加入的項目（向下鍵）</translation>
    </message>
    <message>
        <source>Remove: {what}</source>
        <translation>移除：{what}</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Room, person, day…   {keys}</source>
        <translation>房間、人員、日子…   {keys}</translation>
    </message>
    <message>
        <source>Look for anything</source>
        <translation>尋找任何項目</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message numerus="yes">
        <source>%n change(s) wait to be sent</source>
        <translation>
            <numerusform>%n 項更改等待傳送</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody is signed in</source>
        <translation>尚未登入</translation>
    </message>
    <message>
        <source>Show the window</source>
        <translation>顯示視窗</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>結束</translation>
    </message>
</context>
<context>
    <name>WaitingPanel</name>
    <message>
        <source>What waits to be sent</source>
        <translation>等待傳送的更改</translation>
    </message>
    <message>
        <source>Nothing waits. Everything you did has been sent.</source>
        <translation>沒有等待中的更改。你所做的更改已全部傳送。</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 項</numerusform>
        </translation>
    </message>
    <message>
        <source>.</source>
        <comment>closes a short sentence</comment>
        <translation>。</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Withdraw {what}</source>
        <translation>撤回{what}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>顯示</translation>
    </message>
    <message>
        <source>Show {what}</source>
        <translation>顯示{what}</translation>
    </message>
</context>
<context>
    <name>WhenEdit</name>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>From</source>
        <translation>由</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Until, date</source>
        <translation>結束日期</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>時長</translation>
    </message>
    <message>
        <source>Ends on {day}</source>
        <translation>於{day}結束</translation>
    </message>
</context>
<context>
    <name>agenda</name>
    <message>
        <source>Time</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>資源</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>標題</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>預訂者</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
</context>
<context>
    <name>booking</name>
    <message>
        <source>No connection now. Your booking is kept and waits for confirmation.</source>
        <translation>現時沒有連線。你的預訂已保留，等待確認。</translation>
    </message>
</context>
<context>
    <name>closures</name>
    <message>
        <source>Something that is not shown any more</source>
        <translation>已不再顯示的項目</translation>
    </message>
    <message>
        <source>All of {site}</source>
        <translation>整個{site}</translation>
    </message>
    <message>
        <source>Closed now</source>
        <translation>現正關閉</translation>
    </message>
    <message>
        <source>Coming</source>
        <translation>即將關閉</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>已結束</translation>
    </message>
    <message>
        <source>Lifting, waits for confirmation</source>
        <translation>正在解除，等待確認</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>What is closed</source>
        <translation>關閉範圍</translation>
    </message>
    <message>
        <source>When</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>時長</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>conflict</name>
    <message>
        <source>other notes</source>
        <translation>備註不同</translation>
    </message>
    <message>
        <source>private</source>
        <translation>不公開</translation>
    </message>
    <message>
        <source>not private</source>
        <translation>公開</translation>
    </message>
    <message>
        <source>Somebody else has this time</source>
        <translation>此時段已被他人佔用</translation>
    </message>
    <message>
        <source>Somebody else changed this booking meanwhile</source>
        <translation>期間有人更改了此預訂</translation>
    </message>
    <message>
        <source>This booking was cancelled meanwhile</source>
        <translation>此預訂在期間已被取消</translation>
    </message>
    <message>
        <source>Closed or out of service</source>
        <translation>關閉或停用</translation>
    </message>
    <message>
        <source>The rules speak against it</source>
        <translation>不符合預訂規則</translation>
    </message>
    <message>
        <source>This is not open to you any more</source>
        <translation>此項已不再向你開放</translation>
    </message>
    <message>
        <source>Too late</source>
        <translation>已逾時</translation>
    </message>
    <message>
        <source>This version of the program is too old</source>
        <translation>此程式版本過舊</translation>
    </message>
    <message>
        <source>It built on a change that was refused</source>
        <translation>所依據的更改不獲接納</translation>
    </message>
    <message>
        <source>Lost in a recovery of the shared database</source>
        <translation>在共用資料庫復原時遺失</translation>
    </message>
    <message>
        <source>Set aside after a fault</source>
        <translation>因故障擱置</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>不獲接納</translation>
    </message>
    <message>
        <source>Your login is not accepted</source>
        <translation>你的登入不獲接納</translation>
    </message>
    <message>
        <source>Nothing can be changed for now</source>
        <translation>暫時不能作出更改</translation>
    </message>
    <message>
        <source>The shared database is busy</source>
        <translation>共用資料庫繁忙</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>沒有連線</translation>
    </message>
    <message>
        <source>This machine's clock is off</source>
        <translation>這部電腦的時鐘不準</translation>
    </message>
    <message>
        <source>Keep what they made of it, or put your change on top of theirs.</source>
        <translation>可保留對方的更改，或以你的更改為準。</translation>
    </message>
    <message>
        <source>It was confirmed once. The recovery lost it, and when it was sent again it was refused.</source>
        <translation>它曾獲確認，但在復原時遺失；重新傳送後不獲接納。</translation>
    </message>
    <message>
        <source>It was not sent again. You can try once more, or let it go.</source>
        <translation>沒有再次傳送。你可以再試一次，或放棄此更改。</translation>
    </message>
    <message>
        <source>Set this machine's clock, so that what you see as now is now.</source>
        <translation>請校正這部電腦的時鐘，畫面上的「現在」才會準確。</translation>
    </message>
    <message>
        <source>Nothing is refused. What waits is sent as soon as it answers.</source>
        <translation>沒有更改不獲接納。共用資料庫一有回應，便會傳送等待中的更改。</translation>
    </message>
    <message>
        <source>Nothing is refused. What waits is sent when the connection is back.</source>
        <translation>沒有更改不獲接納。恢復連線後，便會傳送等待中的更改。</translation>
    </message>
</context>
<context>
    <name>error</name>
    <message>
        <source>Nobody is signed in. Please sign in.</source>
        <translation>尚未有人登入。請登入。</translation>
    </message>
    <message>
        <source>Please enter your password.</source>
        <translation>請輸入密碼。</translation>
    </message>
    <message>
        <source>The login or the password is wrong. Please try again.</source>
        <translation>登入名稱或密碼不正確。請再試一次。</translation>
    </message>
    <message>
        <source>Your login is disabled, and the local copy was removed. Please ask the site's office.</source>
        <translation>你的登入名稱已停用，本機副本亦已移除。請向場地經理查詢。</translation>
    </message>
    <message>
        <source>The shared database knows this login as somebody else, or not at all. Please ask for a new invitation.</source>
        <translation>在共用資料庫中，此登入名稱屬於他人或並不存在。請索取新的邀請。</translation>
    </message>
    <message>
        <source>The shared database cannot be reached. Please try again later.</source>
        <translation>無法連接共用資料庫。請稍後再試。</translation>
    </message>
    <message>
        <source>The shared database is busy. Please try again.</source>
        <translation>共用資料庫繁忙。請再試一次。</translation>
    </message>
    <message>
        <source>This was interrupted. Please try again.</source>
        <translation>操作被中斷。請再試一次。</translation>
    </message>
    <message>
        <source>What answers at that address is no database of Loop Booking.</source>
        <translation>該地址回應的並非 Loop Booking 的資料庫。</translation>
    </message>
    <message>
        <source>The shared database does not let this machine in. Please ask the site's office.</source>
        <translation>共用資料庫不容許這部電腦連接。請向場地經理查詢。</translation>
    </message>
    <message>
        <source>The shared database is older than PostgreSQL 18, which is needed.</source>
        <translation>共用資料庫的版本低於所需的 PostgreSQL 18。</translation>
    </message>
    <message>
        <source>The shared database could not prove that it is the right one, so nothing was sent to it.</source>
        <translation>共用資料庫未能證明其身分，因此沒有向它傳送任何資料。</translation>
    </message>
    <message>
        <source>The shared database does not offer an encrypted connection.</source>
        <translation>共用資料庫不提供加密連線。</translation>
    </message>
    <message>
        <source>This is not an address of a shared database.</source>
        <translation>這不是共用資料庫的地址。</translation>
    </message>
    <message>
        <source>The files were made by another version of the program.</source>
        <translation>這些檔案由另一版本的程式建立。</translation>
    </message>
    <message>
        <source>Nothing was fetched yet. It appears after the first connection.</source>
        <translation>尚未取得任何資料；首次連線後便會顯示。</translation>
    </message>
    <message>
        <source>A file or folder cannot be written to.</source>
        <translation>無法寫入檔案或資料夾。</translation>
    </message>
    <message>
        <source>The disk is full. Please make room and try again.</source>
        <translation>磁碟已滿。請騰出空間後再試。</translation>
    </message>
    <message>
        <source>The disk, or the folder, cannot be used.</source>
        <translation>無法使用磁碟或資料夾。</translation>
    </message>
    <message>
        <source>Another program has a file open. Please close it.</source>
        <translation>檔案正由另一程式開啟。請先關閉該程式。</translation>
    </message>
    <message>
        <source>A file is damaged. Please sign in again.</source>
        <translation>檔案已損壞。請重新登入。</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>無法讀取檔案。</translation>
    </message>
    <message>
        <source>The certificate cannot be read.</source>
        <translation>無法讀取證書。</translation>
    </message>
    <message>
        <source>There is a file of that name already.</source>
        <translation>已有同名檔案。</translation>
    </message>
    <message>
        <source>Something went wrong in the program. The log file has the details.</source>
        <translation>程式出現問題。詳情載於紀錄檔。</translation>
    </message>
</context>
<context>
    <name>event</name>
    <message>
        <source>Your booking is confirmed.</source>
        <translation>你的預訂已確認。</translation>
    </message>
    <message>
        <source>Your booking is moved.</source>
        <translation>你的預訂已改期。</translation>
    </message>
    <message>
        <source>Your booking has its new length.</source>
        <translation>你的預訂時長已更改。</translation>
    </message>
    <message>
        <source>Your changes are confirmed.</source>
        <translation>你的更改已確認。</translation>
    </message>
    <message>
        <source>Your booking is cancelled.</source>
        <translation>你的預訂已取消。</translation>
    </message>
    <message>
        <source>The addition to your booking is confirmed.</source>
        <translation>你的預訂已加入所選項目。</translation>
    </message>
    <message>
        <source>The removal from your booking is confirmed.</source>
        <translation>所選項目已從你的預訂移除。</translation>
    </message>
    <message>
        <source>The inventory entry is confirmed.</source>
        <translation>資源資料已確認。</translation>
    </message>
    <message>
        <source>The inventory entry is retired.</source>
        <translation>資源已永久停用。</translation>
    </message>
    <message>
        <source>The closure is confirmed.</source>
        <translation>關閉時段已確認。</translation>
    </message>
    <message>
        <source>The closure is lifted.</source>
        <translation>關閉時段已解除。</translation>
    </message>
    <message>
        <source>The local copy was damaged and is fetched anew. Nothing is lost.</source>
        <translation>本機副本已損壞，現正重新取得。沒有資料遺失。</translation>
    </message>
    <message>
        <source>What you may see has changed, so the local copy is fetched anew.</source>
        <translation>你可查看的範圍已更改，因此本機副本正重新取得。</translation>
    </message>
    <message>
        <source>The local copy differed from the shared database and is fetched anew.</source>
        <translation>本機副本與共用資料庫不符，現正重新取得。</translation>
    </message>
    <message>
        <source>Connected to the shared database.</source>
        <translation>已連接共用資料庫。</translation>
    </message>
    <message>
        <source>The shared database is busy. What you do is kept and sent later.</source>
        <translation>共用資料庫繁忙。你所做的更改會保留，稍後傳送。</translation>
    </message>
    <message>
        <source>No connection to the shared database. What you do is kept and sent later.</source>
        <translation>未能連接共用資料庫。你所做的更改會保留，稍後傳送。</translation>
    </message>
    <message>
        <source>This version of the program is too old to change anything. What waits is kept.</source>
        <translation>此程式版本過舊，不能作出任何更改。等待中的更改會保留。</translation>
    </message>
    <message>
        <source>The shared database is behind this desktop, perhaps after a recovery. Nothing is sent for now; what waits is kept.</source>
        <translation>共用資料庫的資料較本機為舊，可能剛經過復原。暫時不會傳送；等待中的更改會保留。</translation>
    </message>
    <message numerus="yes">
        <source>The shared database shows nothing any more. The %n resource(s) known here stay for now.</source>
        <translation>
            <numerusform>共用資料庫不再顯示任何資料。本機已知的 %n 項資源暫時保留。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The outbox was damaged. It is kept as {file}, and %n change(s) were read out of it.</source>
        <translation>
            <numerusform>待傳送清單已損壞，現保留為 {file}，並從中讀回 %n 項更改。</numerusform>
        </translation>
    </message>
    <message>
        <source>This machine's clock is {length} slow. The shared database's time counts.</source>
        <translation>這部電腦的時鐘慢了 {length}。以共用資料庫的時間為準。</translation>
    </message>
    <message>
        <source>This machine's clock is {length} fast. The shared database's time counts.</source>
        <translation>這部電腦的時鐘快了 {length}。以共用資料庫的時間為準。</translation>
    </message>
    <message>
        <source>The local copy is fetched anew ({reason}).</source>
        <translation>本機副本正重新取得（{reason}）。</translation>
    </message>
    <message>
        <source>{act} was refused. {why}</source>
        <translation>{act}不獲接納。{why}</translation>
    </message>
    <message>
        <source>{act} came too late. {why}</source>
        <translation>{act}已逾時。{why}</translation>
    </message>
    <message>
        <source>{act} was set aside. {why}</source>
        <translation>{act}已擱置。{why}</translation>
    </message>
    <message>
        <source>{act} was sent again, because a recovery of the shared database had lost it.</source>
        <translation>{act}已重新傳送，因為共用資料庫復原時遺失了它。</translation>
    </message>
    <message>
        <source>{act} is confirmed.</source>
        <translation>{act}已確認。</translation>
    </message>
    <message>
        <source>{what}: {sentence}</source>
        <translation>{what}：{sentence}</translation>
    </message>
    <message>
        <source>{act} “{what}”</source>
        <translation>{act}「{what}」</translation>
    </message>
</context>
<context>
    <name>filling</name>
    <message>
        <source>Nobody could see it. Please choose.</source>
        <translation>沒有人能看到此資源。請選擇。</translation>
    </message>
    <message>
        <source>What has parts has no units of its own.</source>
        <translation>由多個部分組成的資源沒有自己的單位。</translation>
    </message>
    <message>
        <source>Please give it a name in English.</source>
        <translation>請填寫英文名稱。</translation>
    </message>
    <message>
        <source>Press Enter to add it, or empty the line.</source>
        <translation>按 Enter 加入，或清空此行。</translation>
    </message>
    <message>
        <source>It is part of another one, so it has no parts itself.</source>
        <translation>它是另一資源的組成部分，因此本身沒有組成部分。</translation>
    </message>
    <message>
        <source>{code} cannot be a part of it.</source>
        <translation>{code} 不能成為其組成部分。</translation>
    </message>
    <message>
        <source>At most {most} characters.</source>
        <translation>最多 {most} 個字元。</translation>
    </message>
    <message>
        <source>It has a character that cannot be kept.</source>
        <translation>含有不能保存的字元。</translation>
    </message>
    <message>
        <source>This code is used already.</source>
        <translation>此編號已被使用。</translation>
    </message>
    <message>
        <source>A code has letters, digits, dots and hyphens only, at most 40.</source>
        <translation>編號只可含字母、數字、點和連字號，最多 40 個字元。</translation>
    </message>
    <message>
        <source>At most two digits after the point.</source>
        <translation>小數點後最多兩位。</translation>
    </message>
    <message>
        <source>A charge from {least} to {most}.</source>
        <translation>收費須為 {least} 至 {most}。</translation>
    </message>
    <message>
        <source>Write the charge as 80 or 80.50.</source>
        <translation>收費請寫作 80 或 80.50。</translation>
    </message>
    <message>
        <source>Nothing at this site is called that.</source>
        <translation>此場地找不到此名稱。</translation>
    </message>
    <message>
        <source>A whole number from 1 to {most}.</source>
        <translation>請輸入 1 至 {most} 的整數。</translation>
    </message>
    <message>
        <source>Please choose what to book.</source>
        <translation>請選擇要預訂的資源。</translation>
    </message>
    <message>
        <source>Nothing here is called that.</source>
        <translation>找不到此名稱。</translation>
    </message>
    <message>
        <source>Several are called like that.</source>
        <translation>有多個項目使用此名稱。</translation>
    </message>
    <message>
        <source>Press Enter to add it.</source>
        <translation>按 Enter 加入。</translation>
    </message>
    <message>
        <source>Nothing is called “{text}”.</source>
        <translation>找不到「{text}」。</translation>
    </message>
    <message>
        <source>Please fill this in.</source>
        <translation>請填寫此欄。</translation>
    </message>
    <message>
        <source>This is not understood.</source>
        <translation>無法理解所輸入的內容。</translation>
    </message>
    <message>
        <source>There is no such hour.</source>
        <translation>沒有這個鐘點。</translation>
    </message>
    <message>
        <source>There is no such minute.</source>
        <translation>沒有這個分鐘數。</translation>
    </message>
    <message>
        <source>Times are whole minutes.</source>
        <translation>時間以整分鐘計算。</translation>
    </message>
    <message>
        <source>There is no such day.</source>
        <translation>沒有這個日子。</translation>
    </message>
    <message>
        <source>That date is another day of the week.</source>
        <translation>該日期並非所填的星期。</translation>
    </message>
    <message>
        <source>That is too far away.</source>
        <translation>日期太遠。</translation>
    </message>
    <message>
        <source>Clocks skip this time on that day.</source>
        <translation>當天時鐘會跳過這段時間。</translation>
    </message>
    <message>
        <source>Please add a time.</source>
        <translation>請加上時間。</translation>
    </message>
    <message>
        <source>The end must come after the start.</source>
        <translation>結束時間必須在開始時間之後。</translation>
    </message>
    <message>
        <source>The length must be at least a minute.</source>
        <translation>時長最少為一分鐘。</translation>
    </message>
    <message>
        <source>That is too long.</source>
        <translation>時間太長。</translation>
    </message>
    <message>
        <source>Please give it a title.</source>
        <translation>請填寫標題。</translation>
    </message>
    <message>
        <source>Please say how many people.</source>
        <translation>請填寫人數。</translation>
    </message>
    <message>
        <source>Please say when it begins.</source>
        <translation>請填寫開始時間。</translation>
    </message>
    <message>
        <source>Please say when it ends.</source>
        <translation>請填寫結束時間。</translation>
    </message>
    <message>
        <source>Please say how many units.</source>
        <translation>請填寫單位數目。</translation>
    </message>
    <message>
        <source>At most {most} resources in one booking.</source>
        <translation>每個預訂最多 {most} 項資源。</translation>
    </message>
    <message>
        <source>This is not a time that can be booked.</source>
        <translation>這不是可預訂的時間。</translation>
    </message>
</context>
<context>
    <name>format</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>{rows} of {total} rows</source>
        <translation>{rows} / {total} 行</translation>
    </message>
    <message>
        <source>{rows} rows so far</source>
        <translation>已取得 {rows} 行</translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation>{day}{time}</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>尚無資料</translation>
    </message>
    <message>
        <source>As of {time}</source>
        <translation>資料截至 {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <comment>length of time</comment>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} 小時</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分鐘</translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between items of a list</comment>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>inventory</name>
    <message>
        <source>Waiting for confirmation</source>
        <translation>等待確認</translation>
    </message>
    <message>
        <source>Park operator</source>
        <translation>園區營運公司</translation>
    </message>
    <message>
        <source>Institutes</source>
        <translation>科研機構</translation>
    </message>
    <message>
        <source>Tenant companies</source>
        <translation>租戶公司</translation>
    </message>
    <message>
        <source>Start-ups in incubation</source>
        <translation>培育中的初創企業</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>an hour</source>
        <translation>每小時</translation>
    </message>
    <message>
        <source>an hour for each unit</source>
        <translation>每個單位每小時</translation>
    </message>
    <message>
        <source>a day for each unit</source>
        <translation>每個單位每日</translation>
    </message>
    <message>
        <source>{field}: {old} → {new}</source>
        <translation>{field}：{old} → {new}</translation>
    </message>
    <message>
        <source>Private booking</source>
        <translation>不公開的預訂</translation>
    </message>
    <message>
        <source>When</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>資源</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>標題</translation>
    </message>
    <message>
        <source>Organiser</source>
        <translation>主辦人</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>聯絡人</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>修訂版本</translation>
    </message>
    <message>
        <source>Name (English)</source>
        <translation>名稱（英文）</translation>
    </message>
    <message>
        <source>Name (繁)</source>
        <translation>名稱（繁體）</translation>
    </message>
    <message>
        <source>Name (简)</source>
        <translation>名稱（簡體）</translation>
    </message>
    <message>
        <source>No name in {language} yet</source>
        <translation>尚未有{language}名稱</translation>
    </message>
</context>
<context>
    <name>name</name>
    <message>
        <source>No charge</source>
        <translation>免費</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已確認</translation>
    </message>
    <message>
        <source>Waiting for confirmation</source>
        <translation>等待確認</translation>
    </message>
    <message>
        <source>Waiting, probably taken already</source>
        <translation>等待確認，時段很可能已被佔用</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>不獲接納</translation>
    </message>
    <message>
        <source>Too late</source>
        <translation>已逾時</translation>
    </message>
    <message>
        <source>Set aside after a fault</source>
        <translation>因故障擱置</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>等待傳送</translation>
    </message>
    <message>
        <source>Sent, no answer yet</source>
        <translation>已傳送，尚未有回覆</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Booking</source>
        <translation>預訂</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>改期</translation>
    </message>
    <message>
        <source>Change of length</source>
        <translation>更改時長</translation>
    </message>
    <message>
        <source>Change of details</source>
        <translation>更改資料</translation>
    </message>
    <message>
        <source>Cancellation</source>
        <translation>取消預訂</translation>
    </message>
    <message>
        <source>Addition to a booking</source>
        <translation>加入預訂</translation>
    </message>
    <message>
        <source>Removal from a booking</source>
        <translation>從預訂移除</translation>
    </message>
    <message>
        <source>Inventory entry</source>
        <translation>資源資料</translation>
    </message>
    <message>
        <source>Retirement</source>
        <translation>永久停用</translation>
    </message>
    <message>
        <source>Closure</source>
        <translation>關閉時段</translation>
    </message>
    <message>
        <source>Lifting of a closure</source>
        <translation>解除關閉時段</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房間</translation>
    </message>
    <message>
        <source>Laboratory</source>
        <translation>實驗室</translation>
    </message>
    <message>
        <source>Equipment</source>
        <translation>設備</translation>
    </message>
    <message>
        <source>In service</source>
        <translation>正常使用</translation>
    </message>
    <message>
        <source>Limited service</source>
        <translation>有限度使用</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>永久停用</translation>
    </message>
    <message>
        <source>Self-use with a certificate</source>
        <translation>持證自行使用</translation>
    </message>
    <message>
        <source>Operated by staff</source>
        <translation>由職員操作</translation>
    </message>
    <message>
        <source>Remote use</source>
        <translation>遙距使用</translation>
    </message>
    <message>
        <source>Storage by the day</source>
        <translation>按日存放</translation>
    </message>
    <message>
        <source>{money} an hour</source>
        <translation>每小時 {money}</translation>
    </message>
    <message>
        <source>{money} an hour for each unit</source>
        <translation>每個單位每小時 {money}</translation>
    </message>
    <message>
        <source>{money} a day for each unit</source>
        <translation>每個單位每日 {money}</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>標題</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>備註</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人數</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>不公開標題</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>資源</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>資源</translation>
    </message>
    <message>
        <source>Number of units</source>
        <translation>單位數目</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>End</source>
        <translation>結束</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>場地</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>樓層</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>編號</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>類別</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>說明</translation>
    </message>
    <message>
        <source>Booking rules</source>
        <translation>預訂規則</translation>
    </message>
    <message>
        <source>Opening hours</source>
        <translation>開放時間</translation>
    </message>
    <message>
        <source>Stands in</source>
        <translation>所在位置</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>容納人數</translation>
    </message>
    <message>
        <source>Area (m²)</source>
        <translation>面積（平方米）</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>單位</translation>
    </message>
    <message>
        <source>Name of a unit</source>
        <translation>單位名稱</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>組成部分</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>設施</translation>
    </message>
    <message>
        <source>Class of laboratory</source>
        <translation>實驗室類別</translation>
    </message>
    <message>
        <source>How it is used</source>
        <translation>使用方式</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>收費</translation>
    </message>
    <message>
        <source>Rate for</source>
        <translation>收費單位</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Bookable itself</source>
        <translation>可單獨預訂</translation>
    </message>
    <message>
        <source>Open to</source>
        <translation>開放對象</translation>
    </message>
    <message>
        <source>Dry laboratory</source>
        <translation>乾實驗室</translation>
    </message>
    <message>
        <source>Dry laboratory, ESD protected</source>
        <translation>乾實驗室（防靜電）</translation>
    </message>
    <message>
        <source>Dry laboratory, shielded</source>
        <translation>乾實驗室（屏蔽）</translation>
    </message>
    <message>
        <source>Wet laboratory</source>
        <translation>濕實驗室</translation>
    </message>
    <message>
        <source>Chemistry</source>
        <translation>化學</translation>
    </message>
    <message>
        <source>Instruments</source>
        <translation>儀器</translation>
    </message>
    <message>
        <source>Biosafety level 1 (BSL-1)</source>
        <translation>生物安全一級（BSL-1）</translation>
    </message>
    <message>
        <source>Biosafety level 2 (BSL-2)</source>
        <translation>生物安全二級（BSL-2）</translation>
    </message>
    <message>
        <source>Cleanroom, ISO 7</source>
        <translation>潔淨室（ISO 7 級）</translation>
    </message>
    <message>
        <source>{act}: {what}</source>
        <translation>{act}：{what}</translation>
    </message>
    <message>
        <source>for this very instrument</source>
        <translation>此設備專用</translation>
    </message>
</context>
<context>
    <name>offer</name>
    <message>
        <source>Later: {time}</source>
        <translation>延後：{time}</translation>
    </message>
    <message>
        <source>Earlier: {time}</source>
        <translation>提早：{time}</translation>
    </message>
    <message>
        <source>Shorter: {time}</source>
        <translation>縮短：{time}</translation>
    </message>
    <message>
        <source>{resource}, {time}</source>
        <translation>{resource}，{time}</translation>
    </message>
    <message>
        <source>Another day: {day}</source>
        <translation>另一天：{day}</translation>
    </message>
    <message>
        <source>{resource} at {site}</source>
        <translation>{site}的{resource}</translation>
    </message>
</context>
<context>
    <name>problem</name>
    <message>
        <source>There is nothing with this code, or it is not open to your organisation.</source>
        <translation>沒有此編號的資源，或該資源不向你的機構開放。</translation>
    </message>
    <message>
        <source>This is not booked itself. Book one of the instruments in it.</source>
        <translation>此處不可直接預約。請預約其中的儀器。</translation>
    </message>
    <message>
        <source>{resource} is no longer in use. Please choose another one.</source>
        <translation>{resource}已永久停用。請另選一項。</translation>
    </message>
    <message>
        <source>{resource} is out of service. Please choose another one.</source>
        <translation>{resource}現正停用。請另選一項。</translation>
    </message>
    <message>
        <source>The length must be a multiple of {step}.</source>
        <translation>時長必須是 {step}的倍數。</translation>
    </message>
    <message>
        <source>The shortest booking here is {minimum}.</source>
        <translation>此處最短可預訂 {minimum}。</translation>
    </message>
    <message>
        <source>The longest booking here is {maximum}.</source>
        <translation>此處最長可預訂 {maximum}。</translation>
    </message>
    <message>
        <source>That time has passed.</source>
        <translation>該時間已過。</translation>
    </message>
    <message>
        <source>{quantity} were asked for; there are {units} in all.</source>
        <translation>要求 {quantity} 個；總共只有 {units} 個。</translation>
    </message>
    <message>
        <source>A certificate is needed ({inductions}). The site's office can make the booking for you.</source>
        <translation>需要安全入門培訓證書（{inductions}）。場地經理可代你預約。</translation>
    </message>
    <message>
        <source>A sample form is needed. The site's office can make the booking for you.</source>
        <translation>需要樣本表格。場地經理可代你預約。</translation>
    </message>
    <message>
        <source>A project code is needed. The site's office can make the booking for you.</source>
        <translation>需要項目編號。場地經理可代你預約。</translation>
    </message>
    <message>
        <source>A deposit is needed. The site's office can make the booking for you.</source>
        <translation>需要按金。場地經理可代你預訂。</translation>
    </message>
    <message>
        <source>An event plan is needed. The site's office can make the booking for you.</source>
        <translation>需要活動計劃書。場地經理可代你預訂。</translation>
    </message>
    <message>
        <source>An after-hours permit is needed. The site's office can make the booking for you.</source>
        <translation>需要非辦公時間使用許可。場地經理可代你預約。</translation>
    </message>
    <message>
        <source>The statement for {month} is issued, so nothing in that month can change.</source>
        <translation>{month}的使用結算表已發出，該月的內容不能再更改。</translation>
    </message>
    <message>
        <source>Somebody else has this time, or it is too close to another booking.</source>
        <translation>此時段已被他人佔用，或與另一個預訂相隔太近。</translation>
    </message>
    <message>
        <source>The booking has begun, so its start and place stay as they are.</source>
        <translation>預訂已開始，開始時間和地點不能更改。</translation>
    </message>
    <message>
        <source>The booking is already cancelled.</source>
        <translation>此預訂已經取消。</translation>
    </message>
    <message>
        <source>The closure is already lifted.</source>
        <translation>此關閉時段已經解除。</translation>
    </message>
    <message>
        <source>It was changed meanwhile. Look at it as it is now, then try again.</source>
        <translation>期間內容已被更改。請查看最新內容後再試。</translation>
    </message>
    <message>
        <source>There is no such booking, or it is not yours to see.</source>
        <translation>沒有此預訂，或你無權查看。</translation>
    </message>
    <message>
        <source>There is no such closure.</source>
        <translation>沒有此關閉時段。</translation>
    </message>
    <message>
        <source>Your roles do not allow this. Please ask the site's office.</source>
        <translation>你的角色無權作此更改。請向場地經理查詢。</translation>
    </message>
    <message>
        <source>An earlier change to it was refused, so this one was not made.</source>
        <translation>較早的一項更改不獲接納，因此這項更改沒有進行。</translation>
    </message>
    <message>
        <source>The shared database does not know the earlier change that this one builds on. Please make it again.</source>
        <translation>共用資料庫沒有這項更改所依據的較早更改。請重新進行。</translation>
    </message>
    <message>
        <source>{field}: missing or not understood.</source>
        <translation>{field}：未填寫或無法理解。</translation>
    </message>
    <message>
        <source>{field}: not a time that can be booked. The end comes after the start and at most 400 days later.</source>
        <translation>{field}：不是可預訂的時間。結束時間須在開始之後，且相隔不超過 400 天。</translation>
    </message>
    <message>
        <source>{field}: the text is empty, too long, or has a character that cannot be kept.</source>
        <translation>{field}：文字為空、過長或含有不能保存的字元。</translation>
    </message>
    <message>
        <source>This is larger than 16 KiB. Please shorten the notes.</source>
        <translation>內容超過 16 KiB。請縮短備註。</translation>
    </message>
    <message>
        <source>The shared database does not know this kind of change.</source>
        <translation>共用資料庫不支援此類更改。</translation>
    </message>
    <message>
        <source>This code is already used for something else. Please choose another one.</source>
        <translation>此編號已被使用。請另選編號。</translation>
    </message>
    <message>
        <source>The number of this change was used for another one. Please make it again.</source>
        <translation>此更改的識別碼已用於另一項更改。請重新進行。</translation>
    </message>
    <message>
        <source>The change is older than 400 days or dated in the future, so it was not taken.</source>
        <translation>此更改已超過 400 天，或日期在未來，因此未予接納。</translation>
    </message>
    <message>
        <source>The connection to the shared database is set up wrongly. Please tell whoever looks after it.</source>
        <translation>與共用資料庫的連線設定有誤。請通知負責維護的人。</translation>
    </message>
    <message>
        <source>This version of the program is too old to change anything. Please install the newest one.</source>
        <translation>此程式版本過舊，不能作出任何更改。請安裝最新版本。</translation>
    </message>
    <message>
        <source>Its start passed while it waited, so it was not sent.</source>
        <translation>等待期間開始時間已過，因此沒有傳送。</translation>
    </message>
    <message>
        <source>The program or the shared database failed on it. It is kept aside, not lost.</source>
        <translation>程式或共用資料庫處理時出錯。此更改已擱置，並未遺失。</translation>
    </message>
    <message>
        <source>It was taken back before it was sent.</source>
        <translation>傳送前已撤回。</translation>
    </message>
    <message>
        <source>There is no such change in the outbox.</source>
        <translation>待傳送清單中沒有此更改。</translation>
    </message>
    <message>
        <source>Nobody here has the login {login}.</source>
        <translation>這裏沒有登入名稱為 {login} 的人。</translation>
    </message>
    <message>
        <source>Several begin or end like that.</source>
        <translation>有多個項目以此開頭或結尾。</translation>
    </message>
    <message>
        <source>Only a verdict can be dismissed. The state of this change: {state}.</source>
        <translation>只可清除已有結果的更改。此更改的狀態：{state}。</translation>
    </message>
    <message>
        <source>It cannot be taken back any more. Its state: {state}. Please cancel the booking instead.</source>
        <translation>已不能撤回。狀態：{state}。請改為取消預訂。</translation>
    </message>
    <message>
        <source>This is not an invitation.</source>
        <translation>這不是邀請。</translation>
    </message>
    <message>
        <source>This is not a JSON object: {field}.</source>
        <translation>這不是 JSON 物件：{field}。</translation>
    </message>
    <message>
        <source>The two passwords are not the same.</source>
        <translation>兩次輸入的密碼不同。</translation>
    </message>
    <message>
        <source>The new password must have at least {minimum} characters.</source>
        <translation>新密碼最少須有 {minimum} 個字元。</translation>
    </message>
    <message>
        <source>The site is not open yet, and its opening date is not known.</source>
        <translation>場地尚未啟用，啟用日期未定。</translation>
    </message>
    <message>
        <source>The site opens on {date}.</source>
        <translation>場地於{date}啟用。</translation>
    </message>
    <message>
        <source>Closed: {when}.</source>
        <translation>關閉：{when}。</translation>
    </message>
    <message>
        <source>Start and end must lie within the opening hours.</source>
        <translation>開始和結束時間均須在開放時間內。</translation>
    </message>
    <message>
        <source>Outside the opening hours.</source>
        <translation>不在開放時間內。</translation>
    </message>
    <message>
        <source>Start and end must lie within the opening hours; {date} is a public holiday.</source>
        <translation>開始和結束時間均須在開放時間內；{date}是公眾假期。</translation>
    </message>
    <message>
        <source>Outside the opening hours: {date} is a public holiday.</source>
        <translation>不在開放時間內：{date}是公眾假期。</translation>
    </message>
    <message>
        <source>Bookings here start at {time}.</source>
        <translation>此處的預訂於 {time} 開始。</translation>
    </message>
    <message>
        <source>Start times here are {step} apart, counted from {time}.</source>
        <translation>此處的開始時間由 {time} 起，每隔 {step}一次。</translation>
    </message>
    <message numerus="yes">
        <source>%n working day(s) of notice needed; the first day is {date}.</source>
        <translation>
            <numerusform>須提前 %n 個工作天；最早可預訂的日子是{date}。</numerusform>
        </translation>
    </message>
    <message>
        <source>{notice} of notice needed; the earliest start is {time}.</source>
        <translation>須提前 {notice}；最早可於{time}開始。</translation>
    </message>
    <message numerus="yes">
        <source>Bookings are taken up to %n day(s) ahead; the last day now is {date}.</source>
        <translation>
            <numerusform>最多可提前 %n 天預訂；現時最遲可預訂至{date}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people do not fit; there is room for {capacity}.</source>
        <translation>
            <numerusform>容納不下 %n 人；最多可容納 {capacity} 人。</numerusform>
        </translation>
    </message>
    <message>
        <source>Bookings here need approval. The site's office can make the booking for you.</source>
        <translation>此處的預訂須經審批。場地經理可代你預訂。</translation>
    </message>
    <message>
        <source>Bookings longer than {over} need approval. The site's office can make the booking for you.</source>
        <translation>超過 {over}的預訂須經審批。場地經理可代你預訂。</translation>
    </message>
    <message numerus="yes">
        <source>%n booking(s) still to come on it, so this cannot be taken away. Please move or cancel them first.</source>
        <translation>
            <numerusform>尚有 %n 個未到期的預訂，因此不能移除。請先改期或取消。</numerusform>
        </translation>
    </message>
    <message>
        <source>This was refused ({code}).</source>
        <translation>不獲接納（{code}）。</translation>
    </message>
    <message>
        <source>Item {number}: {problem}</source>
        <translation>第 {number} 項：{problem}</translation>
    </message>
    <message>
        <source>{name} ({code})</source>
        <translation>{name}（{code}）</translation>
    </message>
</context>
<context>
    <name>schedule</name>
    <message>
        <source>Details</source>
        <translation>詳情</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>編輯…</translation>
    </message>
    <message>
        <source>I have seen the refusal</source>
        <translation>已知悉不獲接納</translation>
    </message>
    <message>
        <source>Cancel the booking</source>
        <translation>取消預訂</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>已佔用</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>不公開標題</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>等待傳送</translation>
    </message>
    <message>
        <source>Likely lost: somebody else was faster</source>
        <translation>很可能落空：已有人先一步預訂</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>不獲接納</translation>
    </message>
    <message>
        <source>Will be given up</source>
        <translation>即將釋出</translation>
    </message>
    <message>
        <source>A change to it was refused</source>
        <translation>其中一項更改不獲接納</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>你的預訂</translation>
    </message>
    <message>
        <source>Another organisation</source>
        <translation>其他機構</translation>
    </message>
    <message>
        <source>Kept empty: {before} before, {after} after</source>
        <translation>前後留空：之前 {before}，之後 {after}</translation>
    </message>
    <message>
        <source>Booked as {room}</source>
        <translation>以{room}名義預訂</translation>
    </message>
    <message>
        <source>Part taken: {room}</source>
        <translation>部分已佔用：{room}</translation>
    </message>
    <message numerus="yes">
        <source>%n unit(s)</source>
        <translation>
            <numerusform>%n 個單位</numerusform>
        </translation>
    </message>
    <message>
        <source>{room}, {time}, no booking</source>
        <translation>{room}，{time}，沒有預訂</translation>
    </message>
    <message>
        <source>{unit} {number}</source>
        <translation>{unit} {number}</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>單位</translation>
    </message>
    <message>
        <source>Made up of {rooms}</source>
        <translation>由{rooms}組成</translation>
    </message>
    <message>
        <source>{free} of {units} free</source>
        <translation>{units} 個中有 {free} 個可預訂</translation>
    </message>
    <message>
        <source>Not open yet</source>
        <translation>尚未啟用</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Book the equipment in it</source>
        <translation>請預約其中的設備</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Closed: {reason}</source>
        <translation>關閉：{reason}</translation>
    </message>
    <message>
        <source>Public holiday: {name}</source>
        <translation>公眾假期：{name}</translation>
    </message>
    <message>
        <source>Working day: {name}</source>
        <translation>調休上班日：{name}</translation>
    </message>
    <message>
        <source>Holiday in Hong Kong: {name}</source>
        <translation>香港假期：{name}</translation>
    </message>
    <message>
        <source>{note} (provisional)</source>
        <translation>{note}（暫定）</translation>
    </message>
    <message numerus="yes">
        <source>%n resource(s)</source>
        <translation>
            <numerusform>%n 項資源</numerusform>
        </translation>
    </message>
    <message>
        <source>This booking is not here any more</source>
        <translation>此預訂已不在這裏</translation>
    </message>
</context>
<context>
    <name>told</name>
    <message>
        <source>Asked for: {what}. Waiting for confirmation.</source>
        <translation>已提出：{what}。等待確認。</translation>
    </message>
    <message>
        <source>Move asked for: {what}. Waiting for confirmation.</source>
        <translation>已提出改期：{what}。等待確認。</translation>
    </message>
    <message>
        <source>New length asked for: {what}. Waiting for confirmation.</source>
        <translation>已提出更改時長：{what}。等待確認。</translation>
    </message>
    <message>
        <source>Changes asked for: {what}. Waiting for confirmation.</source>
        <translation>已提出更改：{what}。等待確認。</translation>
    </message>
    <message>
        <source>Cancellation asked for: {what}. Waiting for confirmation.</source>
        <translation>已提出取消：{what}。等待確認。</translation>
    </message>
    <message>
        <source>Private booking</source>
        <translation>不公開的預訂</translation>
    </message>
</context>
</TS>
