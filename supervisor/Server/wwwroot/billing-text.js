// Every word of consumption, tariffs and bills, in Chinese and English.

import { translator } from './language.js';

export const words = {
  zh: {
    'title': '用量与账单', 'back': '返回机构页面', 'month': '月份', 'previous': '上个月', 'next': '下个月', 'receipt': '月度凭证（可打印）',
    'loading': '正在读取…', 'failed': '无法读取：{detail}', 'no_accounts': '尚未登记该机构的户号。',
    'no_bills': '本月及上月没有导入的账单。', 'bills': '账单', 'account': '户号 {account}',
    'consumed': '本月用量', 'cost': '应付至今', 'otherwise': '若不执行政策', 'benefit': '优惠至今', 'before': '上月同期用量', 'before_cost': '上月同期费用', 'change': '较上月同期',
    'fictional': '价目为虚构，仅供示例和测试', 'unverified': '价目未核实，不得据此认定合规', 'problem': '没有数据：{detail}', 'yuan': '{amount} 元', 'days': '每日用量', 'estimated': '其中估算 {quantity}',
    'bill': '账单', 'time': '时段', 'billed': '账单用量', 'amount': '账单金额', 'due': '应付', 'difference': '差额', 'verdict': '结论', 'quantity_off': '账单用量与记录不符', 'proof': '证据：{source}，记录 {first}—{last}', 'until': '{from} 至 {to}',
    'papers': '户号与账单导入', 'accounts': '户号', 'tables': '已导入的账单表', 'none_yet': '暂无', 'remove': '删除', 'by': '{person} 于 {time} 登记', 'in_folder': '来自数据目录', 'bills_of': '{count} 张，{from} 至 {to}',
    'add_account': '登记户号', 'account_number': '户号', 'node': '节点', 'meter': '表计名称', 'tariff': '价目与类别', 'otherwise_class': '若不执行政策的类别', 'not_known': '未知', 'households': '户数',
    'import_bills': '导入账单', 'table_file': '账单表（CSV）', 'mapping_file': '列映射（JSON，可选）', 'imported': '已导入 {count} 张账单。', 'unknown_accounts': '其中户号 {accounts} 尚未登记，登记后即显示。', 'no_tariffs': '尚无价目：由市级在“管理”中添加。',
    'tariffs': '价目', 'add_tariff': '添加或替换价目', 'tariff_file': '价目文件（JSON）', 'verified': '已核实', 'accepted': '已接受 {id}。', 'advice': '提示：{advice}', 'classes': '类别：{classes}',
    'medium.electricity': '电', 'medium.water': '水', 'medium.gas': '气',
    'verdict.applied': '已执行居民价格', 'verdict.not_applied': '未执行居民价格', 'verdict.cannot_tell': '无法判断',
    'reason.amount_is_due': '金额与应付一致', 'reason.amount_is_of_other_class': '金额与非居民价格一致', 'reason.amount_above': '金额高于应付', 'reason.amount_below': '金额低于应付',
    'reason.account_unknown': '户号未登记', 'reason.not_priceable': '缺少读数或价目', 'reason.cycle_unknown': '阶梯周期内此前用量不明', 'reason.estimated': '差额不超过估算误差', 'reason.tariff_unverified': '价目未核实',
  },
  en: {
    'title': 'Consumption and bills', 'back': 'Back to the facility', 'month': 'Month', 'previous': 'Previous month', 'next': 'Next month', 'receipt': 'Monthly receipt (to print)',
    'loading': 'Reading…', 'failed': 'Cannot be read: {detail}', 'no_accounts': 'No account of this facility is known yet.',
    'no_bills': 'No bills of this month or the one before were given.', 'bills': 'Bills', 'account': 'account {account}',
    'consumed': 'Consumed this month', 'cost': 'Due to date', 'otherwise': 'Without the policy', 'benefit': 'Benefit to date', 'before': 'Same part of last month', 'before_cost': 'Its cost', 'change': 'Change',
    'fictional': 'The prices are invented, for examples and tests only', 'unverified': 'The prices are not verified: nothing may be called compliant by them', 'problem': 'No figures: {detail}', 'yuan': '{amount} yuan', 'days': 'Consumption by day', 'estimated': '{quantity} of it estimated',
    'bill': 'Bill', 'time': 'Time', 'billed': 'Billed', 'amount': 'Amount', 'due': 'Due', 'difference': 'Difference', 'verdict': 'Verdict', 'quantity_off': 'another quantity than the records show', 'proof': 'Proof: {source}, records {first} to {last}', 'until': '{from} until {to}',
    'papers': 'Accounts and bill import', 'accounts': 'Accounts', 'tables': 'Tables of bills', 'none_yet': 'None yet', 'remove': 'Remove', 'by': 'by {person}, {time}', 'in_folder': 'from the data folder', 'bills_of': 'bills: {count}, {from} until {to}',
    'add_account': 'Add an account', 'account_number': 'Account number', 'node': 'Node', 'meter': 'Name of the meter', 'tariff': 'Tariff and class', 'otherwise_class': 'Class without the policy', 'not_known': 'not known', 'households': 'Households',
    'import_bills': 'Import bills', 'table_file': 'Table of bills (CSV)', 'mapping_file': 'Mapping of its columns (JSON, where needed)', 'imported': 'Imported, bills: {count}.', 'unknown_accounts': 'Accounts {accounts} are not known here yet: their bills show once they are.', 'no_tariffs': 'There is no tariff yet: the city adds one under Administration.',
    'tariffs': 'Tariffs', 'add_tariff': 'Add or replace a tariff', 'tariff_file': 'Tariff file (JSON)', 'verified': 'verified', 'accepted': '{id} accepted.', 'advice': 'Advice: {advice}', 'classes': 'Classes: {classes}',
    'medium.electricity': 'Electricity', 'medium.water': 'Water', 'medium.gas': 'Gas',
    'verdict.applied': 'Residential price applied', 'verdict.not_applied': 'Residential price not applied', 'verdict.cannot_tell': 'Cannot tell',
    'reason.amount_is_due': 'the amount is the one that is due', 'reason.amount_is_of_other_class': 'the amount is that of the non-residential price', 'reason.amount_above': 'the amount is above what is due', 'reason.amount_below': 'the amount is below what is due',
    'reason.account_unknown': 'the account is not known', 'reason.not_priceable': 'registers or prices are missing', 'reason.cycle_unknown': 'what was consumed earlier in the tier cycle is not known', 'reason.estimated': 'no more than what is estimated', 'reason.tariff_unverified': 'the prices are not verified',
  },
};

export const { say, word } = translator(words);
